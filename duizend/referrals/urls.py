from django.urls import path

from duizend.referrals import views

FAMILY = "gezinnen/<uuid:family_id>/verwijzingen/"
OURS = "aanmeldingen/"

app_name = "referrals"
urlpatterns = [
    path(FAMILY, views.referrals, name="list"),
    path(f"{FAMILY}nieuw/", views.new, name="new"),
    path(f"{FAMILY}nieuw/delen/", views.sharing, name="sharing"),
    path(f"{FAMILY}<uuid:referral_id>/", views.detail, name="detail"),
    path(f"{FAMILY}<uuid:referral_id>/intrekken/", views.withdraw, name="withdraw"),
    path(OURS, views.inbox, name="inbox"),
    path(f"{OURS}<uuid:referral_id>/", views.received, name="received"),
    path(f"{OURS}<uuid:referral_id>/aannemen/", views.take, name="take"),
    path(f"{OURS}<uuid:referral_id>/weigeren/", views.decline, name="decline"),
    path(f"{OURS}<uuid:referral_id>/bericht/", views.report, name="report"),
    path(f"{OURS}<uuid:referral_id>/antwoord/", views.answer, name="answer"),
]
