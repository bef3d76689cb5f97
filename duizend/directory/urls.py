from django.urls import path

from duizend.directory import views

app_name = "directory"
urlpatterns = [
    path("menukaart/", views.menu, name="menu"),
    path("menukaart/interventies/", views.interventions, name="interventions"),
    path("menukaart/interventies/<slug:code>/", views.intervention, name="intervention"),
    path("menukaart/aanbod/<slug:code>/", views.offer, name="offer"),
    path("menukaart/aanbod/<slug:code>/wijziging/", views.suggest, name="suggest"),
    path("menukaart/aanbod/<slug:code>/klopt/", views.confirm, name="confirm"),
    path("menukaart/voorstellen/", views.suggestions, name="suggestions"),
    path("menukaart/voorstellen/<uuid:suggestion_id>/", views.suggestion, name="suggestion"),
    path("menukaart/klopt-dit-nog/<str:token>/", views.still_true, name="still_true"),
]
