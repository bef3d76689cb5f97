from django.urls import path

from duizend.questionnaires import views

app_name = "questionnaires"
FAMILY = "gezinnen/<uuid:family_id>/signaleren/"
TALK = FAMILY + "<slug:slug>/<uuid:response_id>/"
urlpatterns = [
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
