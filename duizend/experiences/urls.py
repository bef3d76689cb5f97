from django.urls import path

from duizend.experiences import views

app_name = "experiences"
urlpatterns = [
    path("ervaringen/", views.results, name="results"),
    path("ervaringen/vragen/<slug:slug>/", views.ask, name="ask"),
    path("ervaringen/scherm-geven/", views.hand_over, name="hand_over"),
    # Of the parent: no account, nothing about a family.
    path("hoe-was-het/dank-u-wel/", views.thanks, name="thanks"),
    path("hoe-was-het/<str:code>/", views.questions, name="questions"),
]
