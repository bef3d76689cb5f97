from django.urls import URLPattern

app_name = "route_cards"
urlpatterns: list[URLPattern] = []
