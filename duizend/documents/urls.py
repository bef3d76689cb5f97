from django.urls import URLPattern, path

from duizend.documents import views
from duizend.documents.rules.document import Form, Kind

SENT = "gezinnen/<uuid:family_id>/verwijzingen/<uuid:referral_id>/"
RECEIVED = "aanmeldingen/<uuid:referral_id>/"
# What each document is called in an address, in each form.
ADDRESSES = {
    (Kind.REFERRAL, Form.PDF): "verwijzing.pdf",
    (Kind.REFERRAL, Form.TEXT): "verwijzing/tekst/",
    (Kind.REFERRAL, Form.FHIR): "verwijzing.json",
    (Kind.FEEDBACK, Form.PDF): "terugkoppeling.pdf",
    (Kind.FEEDBACK, Form.TEXT): "terugkoppeling/tekst/",
    (Kind.FEEDBACK, Form.FHIR): "terugkoppeling.json",
}

app_name = "documents"
urlpatterns: list[URLPattern] = [
    *(
        path(f"{SENT}{end}", views.sent, {"kind": kind, "form": form}, name=f"sent_{kind}_{form}")
        for (kind, form), end in ADDRESSES.items()
    ),
    *(
        path(
            f"{RECEIVED}{end}",
            views.received,
            {"kind": kind, "form": form},
            name=f"received_{kind}_{form}",
        )
        for (kind, form), end in ADDRESSES.items()
    ),
    path(
        "gezinnen/<uuid:family_id>/contacten/<uuid:visit_id>/agenda.ics",
        views.calendar,
        name="calendar",
    ),
]
