from django.urls import path

from duizend.experiences import views

app_name = "experiences"
urlpatterns = [
    path("ervaringen/", views.results, name="results"),
    path("ervaringen/vragen/<slug:slug>/", views.ask, name="ask"),
    path("ervaringen/scherm-geven/", views.hand_over, name="hand_over"),
    # Of the parent: no account, nothing about a family.
    path("hoe-was-het/dank-u-wel/", views.thanks, name="thanks"),
    # With ?code=…: an address without it is what a log would keep.
    path("hoe-was-het/", views.questions, name="questions"),
]
