from django.urls import path

from duizend.portraits import views

app_name = "portraits"
HERE = "gezinnen/<uuid:family_id>/beeld/"
urlpatterns = [
    path(HERE, views.overview, name="overview"),
    path(f"{HERE}balans/", views.balance, name="balance"),
    path(f"{HERE}balans/papier/", views.balance_paper, name="balance_paper"),
    path(f"{HERE}balans/pdf/", views.balance_pdf, name="balance_pdf"),
    path(f"{HERE}driehoek/", views.triangle, name="triangle"),
    path(f"{HERE}driehoek/nieuw/", views.start_triangle, name="start_triangle"),
    path(
        f"{HERE}driehoek/<uuid:portrait_id>/<slug:side>/", views.triangle_side, name="triangle_side"
    ),
    path(f"{HERE}driehoek/<uuid:portrait_id>/<slug:theme>/<slug:voice>/", views.say, name="say"),
    path(f"{HERE}driehoek/papier/", views.triangle_paper, name="triangle_paper"),
    path(f"{HERE}driehoek/pdf/", views.triangle_pdf, name="triangle_pdf"),
    path(f"{HERE}web/", views.web, name="web"),
    path(f"{HERE}web/nieuw/", views.start_web, name="start_web"),
    path(f"{HERE}web/papier/", views.web_paper, name="web_paper"),
    path(f"{HERE}web/pdf/", views.web_pdf, name="web_pdf"),
    path(f"{HERE}web/<uuid:portrait_id>/", views.draw_web, name="draw_web"),
    path(f"{HERE}web/<uuid:portrait_id>/<slug:theme>/", views.set_mark, name="set_mark"),
    path(f"{HERE}<uuid:portrait_id>/klaar/", views.finish, name="finish"),
    path(f"{HERE}<uuid:portrait_id>/klopt-niet/", views.enter_in_error, name="enter_in_error"),
]
