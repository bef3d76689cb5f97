from django.urls import path

from duizend.plans.views import agreements, coordination, goals, plan, steps, tasks

app_name = "plans"
PLAN = "gezinnen/<uuid:family_id>/plan/"
urlpatterns = [
    path(PLAN, plan.plan, name="plan"),
    path(f"{PLAN}geschiedenis/", plan.history, name="history"),
    path(f"{PLAN}afdrukken/", plan.paper, name="paper"),
    path(f"{PLAN}pdf/", plan.pdf, name="pdf"),
    path(f"{PLAN}stappen/<slug:approach>/", steps.go, name="go_to_step"),
    path(f"{PLAN}doel/", goals.add, name="add_goal"),
    path(f"{PLAN}doel/<uuid:goal_id>/", goals.change, name="change_goal"),
    path(f"{PLAN}doel/<uuid:goal_id>/stand/", goals.status, name="goal_status"),
    path(f"{PLAN}taak/", tasks.add, name="add_task"),
    path(f"{PLAN}taak/<uuid:task_id>/", tasks.change, name="change_task"),
    path(f"{PLAN}taak/<uuid:task_id>/stand/", tasks.status, name="task_status"),
    path(f"{PLAN}afspraak/", agreements.add, name="add_agreement"),
    path(f"{PLAN}afspraak/<uuid:agreement_id>/", agreements.end, name="end_agreement"),
    path(f"{PLAN}coordinatie/", coordination.propose, name="propose"),
    path(f"{PLAN}coordinatie/<uuid:coordination_id>/", coordination.answer, name="answer"),
    path(
        f"{PLAN}coordinatie/<uuid:coordination_id>/intrekken/",
        coordination.take_back,
        name="take_back",
    ),
    path("berichten/<uuid:notice_id>/gelezen/", coordination.read, name="read_notice"),
]
