"""The frame around every page of a family."""

from django.template.loader import render_to_string
from django.test import RequestFactory

from duizend.access.rules import OrganizationKind, Role
from duizend.core.rls import acting_as
from duizend.families.queries import page_context
from tests.people import TODAY, make_family, make_organization, make_user


def framed(family, user, **more):
    request = RequestFactory().get("/gezinnen/x/")
    request.user = user
    context = page_context(family, user, TODAY, tab="signals", **more)
    return render_to_string("families/page.html", context, request)


def test_the_frame_says_when_where_and_how_far():
    fatma = make_user(
        "Fatma Aydin",
        make_organization("De Wieg", OrganizationKind.MIDWIFERY_PRACTICE),
        Role.MIDWIFE,
    )
    family = make_family(fatma)
    with acting_as(fatma.pk):
        page = framed(family, fatma)
    assert "El Amrani – Bos" in page
    assert "Aa en Hunze" in page
    assert page.count('aria-current="page"') >= 2
