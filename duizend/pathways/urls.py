from django.urls import path

from duizend.pathways import views

ROUTE = "gezinnen/<uuid:family_id>/route/"
STEP = f"{ROUTE}<slug:card>/<int:version>/<slug:step>/"

app_name = "pathways"
urlpatterns = [
    path(ROUTE, views.route, name="route"),
    path(f"{STEP}kiezen/", views.accept, name="accept"),
    path(f"{STEP}anders/", views.adapt, name="adapt"),
    path(f"{STEP}niet-nu/", views.decline, name="decline"),
    path(f"{ROUTE}<uuid:proposal_id>/opnieuw/", views.reconsider, name="reconsider"),
]
