from django.urls import path

from duizend.pathways.views import route, unmet

ROUTE = "gezinnen/<uuid:family_id>/route/"
STEP = f"{ROUTE}<slug:card>/<int:version>/<slug:step>/"

app_name = "pathways"
urlpatterns = [
    path(ROUTE, route.route, name="route"),
    path(f"{STEP}kiezen/", route.accept, name="accept"),
    path(f"{STEP}anders/", route.adapt, name="adapt"),
    path(f"{STEP}niet-nu/", route.decline, name="decline"),
    path(f"{ROUTE}<uuid:proposal_id>/opnieuw/", route.reconsider, name="reconsider"),
    path(f"{ROUTE}geen-passend-aanbod/", unmet.say, name="say_unmet"),
    path(f"{ROUTE}geen-passend-aanbod/<uuid:need_id>/gevonden/", unmet.found, name="say_found"),
    path("menukaart/geen-passend-aanbod/", unmet.choose, name="unmet_for_whom"),
]
