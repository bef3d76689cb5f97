from django.urls import path

from duizend.consents import views

app_name = "consents"
urlpatterns = [
    path("gezinnen/<uuid:family_id>/toestemming/", views.consents, name="list"),
    path("gezinnen/<uuid:family_id>/toestemming/besluit/", views.decide, name="decide"),
    path(
        "gezinnen/<uuid:family_id>/toestemming/<uuid:consent_id>/intrekken/",
        views.withdraw,
        name="withdraw",
    ),
    path("gezinnen/<uuid:family_id>/toestemming/klaarstaan/", views.exchange, name="exchange"),
    path("gezinnen/<uuid:family_id>/toestemming/grondslag/", views.ground, name="ground"),
    path("grondslagen/", views.legal_bases, name="legal_bases"),
]
