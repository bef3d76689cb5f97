from django.urls import path

from duizend.beforehand import views

app_name = "beforehand"
FAMILY = "gezinnen/<uuid:family_id>/thuis/"
HOME = "thuis/<slug:language>/"
urlpatterns = [
    path(FAMILY, views.overview, name="overview"),
    path(FAMILY + "<uuid:invitation_id>/nieuw/", views.renew, name="renew"),
    path(FAMILY + "<uuid:invitation_id>/intrekken/", views.withdraw, name="withdraw"),
    path(FAMILY + "<uuid:invitation_id>/openen/", views.open_together, name="open"),
    # Of the parent: no account. Nothing in an address says which family it is.
    path("thuis/", views.door, name="door"),
    path("thuis/weg/", views.away, name="away"),
    path(HOME, views.enter, name="enter"),
    path(HOME + "k/<slug:link>/", views.by_link, name="link"),
    path(HOME + "uitleg/", views.explain, name="explain"),
    path(HOME + "vraag/<int:number>/", views.question, name="question"),
    path(HOME + "vraag/<int:number>/bewaren/", views.keep, name="keep"),
    path(HOME + "klaar/", views.ready, name="ready"),
    path(HOME + "straks/", views.pause, name="pause"),
    path(HOME + "wissen/", views.wipe, name="wipe"),
]
