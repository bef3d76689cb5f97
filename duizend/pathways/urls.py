from django.urls import path

from duizend.pathways import unmet, views

ROUTE = "gezinnen/<uuid:family_id>/route/"
STEP = f"{ROUTE}<slug:card>/<int:version>/<slug:step>/"

app_name = "pathways"
urlpatterns = [
    path(ROUTE, views.route, name="route"),
    path(f"{STEP}kiezen/", views.accept, name="accept"),
    path(f"{STEP}anders/", views.adapt, name="adapt"),
    path(f"{STEP}niet-nu/", views.decline, name="decline"),
    path(f"{ROUTE}<uuid:proposal_id>/opnieuw/", views.reconsider, name="reconsider"),
    path(f"{ROUTE}geen-passend-aanbod/", unmet.say, name="say_unmet"),
    path(f"{ROUTE}geen-passend-aanbod/<uuid:need_id>/gevonden/", unmet.found, name="say_found"),
    path("menukaart/geen-passend-aanbod/", unmet.choose, name="unmet_for_whom"),
]
