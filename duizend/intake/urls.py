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
    path(f"{ITEM}verteld/", views.tell_parent, name="tell_parent"),
    path(f"{ITEM}indelen/", views.sort, name="sort"),
    path(f"{ITEM}collega/", views.ask_colleague, name="ask_colleague"),
    path(f"{ITEM}doorgeven/", views.ask_desk, name="ask_desk"),
    path(f"{ITEM}terugnemen/", views.take_back, name="take_back"),
    path(f"{DESK}verzoek/<uuid:referral_id>/", views.asked, name="asked"),
    path(f"{DESK}van-elders/<uuid:move_id>/", views.move, name="move"),
    path(f"{DESK}van-elders/<uuid:move_id>/oppakken/", views.accept, name="accept"),
    path(f"{ITEM}gezin/", views.link, name="link"),
    path(f"{ITEM}registreren/", views.register, name="register"),
    path(f"{ITEM}afsluiten/", views.close, name="close"),
    path("gezinnen/<uuid:family_id>/aanmeldpunt/", views.before_desk, name="before_desk"),
]
