from django.urls import path

from duizend.signals import views

app_name = "signals"
urlpatterns = [
    path("gezinnen/<uuid:family_id>/signalen/", views.signals, name="list"),
    path("gezinnen/<uuid:family_id>/signalen/nieuw/", views.add, name="add"),
    path(
        "gezinnen/<uuid:family_id>/signalen/<uuid:signal_id>/voorbij/",
        views.resolve,
        name="resolve",
    ),
    path(
        "gezinnen/<uuid:family_id>/signalen/<uuid:signal_id>/klopt-niet/",
        views.enter_in_error,
        name="enter_in_error",
    ),
    path("gezinnen/<uuid:family_id>/afwegen/", views.appraise, name="appraise"),
]
