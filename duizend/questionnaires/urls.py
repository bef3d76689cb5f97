from django.urls import path

from duizend.questionnaires import views
from duizend.questionnaires.views import library

app_name = "questionnaires"
FAMILY = "gezinnen/<uuid:family_id>/signaleren/"
TALK = FAMILY + "<slug:slug>/<uuid:response_id>/"
DRAFT = "lijsten/concept/<uuid:draft_id>/"
LIST = "lijsten/lijst/<slug:slug>/"
VERSION = LIST + "<int:version_id>/"
urlpatterns = [
    path("lijsten/", library.lists, name="lists"),
    path("lijsten/nieuw/", library.new, name="new_list"),
    path(DRAFT, library.draft, name="draft"),
    path(DRAFT + "gebruik/", library.usage, name="usage"),
    path(DRAFT + "gebruik/<int:number>/", library.meaning, name="meaning"),
    path(DRAFT + "publiceren/", library.publish, name="publish"),
    path(DRAFT + "weggooien/", library.discard, name="discard"),
    path(LIST, library.one_list, name="list"),
    path(LIST + "uit-gebruik/", library.retire, name="retire"),
    path(LIST + "in-gebruik/", library.take_up, name="take_up"),
    path(VERSION, library.version, name="version"),
    path(VERSION + "bestand/", library.file, name="file"),
    path(FAMILY, views.choose, name="choose"),
    path(FAMILY + "gevraagd/", views.asked, name="asked"),
    path(FAMILY + "<slug:slug>/kaart/", views.card, name="card"),
    path(FAMILY + "<slug:slug>/", views.conversation, name="conversation"),
    path(TALK + "deel/<int:number>/", views.part, name="part"),
    path(TALK + "antwoord/<int:number>/", views.answer, name="answer"),
    path(TALK + "sterk/", views.begin_with_strengths, name="begin_with_strengths"),
    path(TALK + "afronden/", views.complete, name="complete"),
    path(TALK + "stoppen/", views.stop, name="stop"),
    path(TALK + "samenvatting/", views.summary, name="summary"),
    path("regio/vragen/", views.region, name="region"),
]
