from django.urls import path

from duizend.directory import views

app_name = "directory"
urlpatterns = [
    path("menukaart/", views.menu, name="menu"),
    path("menukaart/interventies/", views.interventions, name="interventions"),
    path("menukaart/interventies/<slug:code>/", views.intervention, name="intervention"),
    path("menukaart/aanbod/<slug:code>/", views.offer, name="offer"),
]
