"""The gallery of components, opened only where settings.DUIZEND_GALLERY is on."""

from django.urls import path

from duizend.core import views

app_name = "core"
urlpatterns = [path("", views.gallery, name="gallery")]
