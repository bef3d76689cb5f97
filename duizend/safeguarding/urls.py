from django.urls import path

from duizend.safeguarding.views import cases, paper, releases, steps

app_name = "safeguarding"
urlpatterns = [
    path("meldcode/", cases.cases, name="list"),
    path("meldcode/nieuw/", cases.start, name="start"),
    path("meldcode/vrijgegeven/<uuid:release_id>/", releases.released, name="released"),
    path(
        "meldcode/vrijgegeven/<uuid:release_id>/terughalen/", releases.take_back, name="take_back"
    ),
    path("meldcode/<uuid:case_id>/", cases.case, name="case"),
    path("meldcode/<uuid:case_id>/stap/<slug:path>/", steps.step, name="step"),
    path("meldcode/<uuid:case_id>/aanvulling/<uuid:entry_id>/", steps.add, name="add"),
    path("meldcode/<uuid:case_id>/vraag-meekijken/", steps.ask, name="ask"),
    path("meldcode/<uuid:case_id>/meekijken/", steps.look, name="look"),
    path("meldcode/<uuid:case_id>/afronden/", steps.finish, name="finish"),
    path("meldcode/<uuid:case_id>/leidinggevende/", cases.supervisor, name="supervisor"),
    path("meldcode/<uuid:case_id>/overnemen/", cases.take_over, name="take_over"),
    path("meldcode/<uuid:case_id>/vrijgeven/", releases.release, name="release"),
    path("meldcode/<uuid:case_id>/logboek/", cases.log, name="log"),
    path("meldcode/<uuid:case_id>/papier/", paper.paper, name="paper"),
    path("meldcode/<uuid:case_id>/stuk.pdf", paper.pdf, name="pdf"),
]
