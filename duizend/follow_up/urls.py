from django.urls import path

from duizend.follow_up import views

QUESTION = "gezinnen/<uuid:family_id>/verwijzingen/<uuid:referral_id>/"

app_name = "follow_up"
urlpatterns = [
    path("opvolging/", views.silent, name="silent"),
    path("opvolging/cijfers/", views.figures, name="figures"),
    path("opvolging/ladder/", views.ladder, name="ladder"),
    path("opvolging/<uuid:silent_id>/", views.question, name="question"),
    path(f"{QUESTION}wat-nu/", views.what_now, name="what_now"),
    path(f"{QUESTION}nabellen/", views.call, name="call"),
    path("gezinnen/<uuid:family_id>/gesproken/<uuid:talk_id>/", views.settle, name="settle"),
]
