from django.urls import path

from duizend.flags import views

app_name = "flags"
FAMILY = "gezinnen/<uuid:family_id>/vandaag/"
FLAG = FAMILY + "<uuid:flag_id>/"
urlpatterns = [
    path(FAMILY, views.flags, name="list"),
    path(FLAG, views.flag, name="flag"),
    path(FLAG + "overdragen/", views.hand_over, name="hand_over"),
    path(FLAG + "overnemen/", views.take_over, name="take_over"),
    path(FLAG + "antwoord/<uuid:hand_over_id>/", views.answer, name="answer"),
]
