from django.urls import path

from duizend.families import views

app_name = "families"
urlpatterns = [
    path("gezinnen/", views.families, name="list"),
]
