from __future__ import annotations

from django.urls import path

from duizend.prenatal import views

PAGE = "gezinnen/<uuid:family_id>/prenataal-huisbezoek/"

app_name = "prenatal"
urlpatterns = [
    path(PAGE, views.home_visit, name="home_visit"),
    path(f"{PAGE}antwoord/", views.answer, name="answer"),
    path(f"{PAGE}intrekken/", views.withdraw, name="withdraw"),
    path(f"{PAGE}plannen/", views.plan, name="plan"),
    path(f"{PAGE}geweest/", views.held, name="held"),
    path(f"{PAGE}niemand-thuis/", views.missed, name="missed"),
    path(f"{PAGE}bericht/", views.tell_back, name="tell_back"),
    path(f"{PAGE}geen-bezoek/", views.stop, name="stop"),
    path("regio/prenataal-huisbezoek/", views.region, name="region"),
]
