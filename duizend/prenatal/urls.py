from django.urls import URLPattern

app_name = "prenatal"
urlpatterns: list[URLPattern] = []
