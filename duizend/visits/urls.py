from django.urls import path

from duizend.visits import views

app_name = "visits"
urlpatterns = [
    path("gezinnen/<uuid:family_id>/contacten/", views.visits, name="list"),
    path("gezinnen/<uuid:family_id>/contacten/plannen/", views.plan, name="plan"),
    path("gezinnen/<uuid:family_id>/contacten/vastleggen/", views.record, name="record"),
    path("gezinnen/<uuid:family_id>/contacten/<uuid:visit_id>/", views.visit, name="visit"),
    path(
        "gezinnen/<uuid:family_id>/contacten/<uuid:visit_id>/vastleggen/",
        views.finish,
        name="finish",
    ),
    path(
        "gezinnen/<uuid:family_id>/contacten/<uuid:visit_id>/niemand-thuis/",
        views.miss,
        name="miss",
    ),
    path(
        "gezinnen/<uuid:family_id>/contacten/<uuid:visit_id>/verzetten/",
        views.reschedule,
        name="reschedule",
    ),
    path(
        "gezinnen/<uuid:family_id>/contacten/<uuid:visit_id>/afzeggen/",
        views.cancel,
        name="cancel",
    ),
]
