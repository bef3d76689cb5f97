from django.urls import path

from duizend.palette import views

app_name = "palette"
urlpatterns = [
    path("palet/", views.palette, name="palette"),
    path("palet/palet.csv", views.export, name="export"),
]
