from __future__ import annotations

from django.urls import path

from duizend.consultations import views

ONE = "overleg/<uuid:consultation_id>/"

app_name = "consultations"
urlpatterns = [
    path("overleg/", views.consultations, name="list"),
    path("overleg/nieuw/", views.ask, name="ask"),
    path(ONE, views.detail, name="detail"),
    path(f"{ONE}zeggen/", views.say, name="say"),
    path(f"{ONE}sluiten/", views.close, name="close"),
    path(f"{ONE}verder/", views.go_on, name="go_on"),
]
