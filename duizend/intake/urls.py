from __future__ import annotations

from django.urls import path

from duizend.intake import views

DESK = "aanmeldpunt/"
ITEM = f"{DESK}<uuid:item_id>/"

app_name = "intake"
urlpatterns = [
    path("zorgen/", views.worry, name="worry"),
    path("zorgen/bedankt/", views.thanks, name="thanks"),
    path(DESK, views.overview, name="overview"),
    path(f"{DESK}zwangerschap/", views.notice, name="notice"),
    path(ITEM, views.item, name="item"),
    path(f"{ITEM}oppakken/", views.take, name="take"),
    path(f"{ITEM}notitie/", views.note, name="note"),
    path(f"{ITEM}antwoord/", views.answer, name="answer"),
    path(f"{ITEM}gezin/", views.link, name="link"),
    path(f"{ITEM}registreren/", views.register, name="register"),
    path(f"{ITEM}afsluiten/", views.close, name="close"),
    path("gezinnen/<uuid:family_id>/aanmeldpunt/", views.before_desk, name="before_desk"),
]
