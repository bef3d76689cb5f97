from django.urls import path

from duizend.exchange import views

app_name = "exchange"
urlpatterns = [
    path("uitwisselen/", views.begin, name="begin"),
    path("uitwisselen/menukaart/<slug:code>/", views.take_out, name="take_out"),
    path("uitwisselen/sjabloon/<slug:code>/", views.template, name="template"),
    path("uitwisselen/<uuid:import_id>/", views.look, name="look"),
    path("uitwisselen/<uuid:import_id>/invoeren/", views.bring_in, name="bring_in"),
    path("uitwisselen/<uuid:import_id>/weggooien/", views.throw_away, name="throw_away"),
]
