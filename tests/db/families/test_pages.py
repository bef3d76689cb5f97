"""The pages of a family's people, through the front door."""

from django.urls import reverse

from duizend.access.rules import OrganizationKind, Role
from tests.people import make_family, make_organization, make_user, signed_in


def village():
    wieg = make_organization("De Wieg", OrganizationKind.MIDWIFERY_PRACTICE)
    fatma = make_user("Fatma Aydin", wieg, Role.MIDWIFE)
    return fatma, make_family(fatma)


def test_pages_open():
    fatma, family = village()
    client = signed_in(fatma)
    for url in [
        reverse("families:list"),
        reverse("families:list") + "?q=samira",
        reverse("families:list") + "?q=zzzz",
        reverse("families:register"),
        reverse("families:people", args=[family.pk]),
        reverse("families:add_person", args=[family.pk, "kind"]),
        reverse("families:birth", args=[family.pk]),
        reverse("families:due_date", args=[family.pk]),
        reverse("families:end_pregnancy", args=[family.pk]),
    ]:
        response = client.get(url)
        assert response.status_code == 200, url
