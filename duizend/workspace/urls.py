from django.urls import path

from duizend.workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("gezinnen/<uuid:family_id>/", views.family, name="family"),
    path("gezinnen/<uuid:family_id>/logboek/", views.log, name="log"),
    path("gezinnen/<uuid:family_id>/noodtoegang/", views.emergency, name="emergency"),
]
