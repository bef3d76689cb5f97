from django.urls import path

from duizend.families import views

app_name = "families"
urlpatterns = [
    path("gezinnen/", views.families, name="list"),
    path("gezinnen/nieuw/", views.register, name="register"),
    path("gezinnen/<uuid:family_id>/samen-kijken/", views.look_together, name="look_together"),
    path("gezinnen/<uuid:family_id>/mensen/", views.people, name="people"),
    path("gezinnen/<uuid:family_id>/mensen/erbij/<slug:who>/", views.add_person, name="add_person"),
    path("gezinnen/<uuid:family_id>/mensen/geboorte/", views.birth, name="birth"),
    path("gezinnen/<uuid:family_id>/mensen/uitgerekend/", views.due_date, name="due_date"),
    path("gezinnen/<uuid:family_id>/mensen/geeindigd/", views.end_pregnancy, name="end_pregnancy"),
    path("gezinnen/<uuid:family_id>/mensen/collega/", views.add_colleague, name="add_colleague"),
    path("gezinnen/<uuid:family_id>/mensen/stoppen/", views.leave, name="leave"),
    path(
        "gezinnen/<uuid:family_id>/mensen/<uuid:person_id>/",
        views.change_person,
        name="change_person",
    ),
    path(
        "gezinnen/<uuid:family_id>/mensen/<uuid:person_id>/weg/",
        views.person_left,
        name="person_left",
    ),
    path("gezinnen/<uuid:family_id>/mensen/<uuid:person_id>/bsn/", views.bsn, name="bsn"),
    path(
        "gezinnen/<uuid:family_id>/mensen/<uuid:person_id>/bsn/tonen/",
        views.show_bsn,
        name="show_bsn",
    ),
]
