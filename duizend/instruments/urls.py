from django.urls import path

from duizend.instruments import views

app_name = "instruments"
FAMILY = "gezinnen/<uuid:family_id>/instrumenten/"
RESULT = FAMILY + "<uuid:result_id>/"
urlpatterns = [
    path(FAMILY, views.results, name="list"),
    path(FAMILY + "nieuw/<slug:code>/", views.record, name="record"),
    path(RESULT, views.result, name="result"),
    path(RESULT + "pdf/", views.document, name="document"),
    path(RESULT + "fout/", views.enter_in_error, name="enter_in_error"),
]
