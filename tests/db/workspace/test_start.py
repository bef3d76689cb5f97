"""The first page of somebody who works with no family: doors of their own, and no family's."""

import pytest
from django.urls import reverse

from duizend.access.rules import OrganizationKind, Role
from duizend.workspace.doors import doors
from tests.people import make_organization, make_user, signed_in


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.PROGRAMME_MANAGER, "questionnaires:region"),
        (Role.PROCESS_DIRECTOR, "follow_up:silent"),
        (Role.ADMINISTRATOR, "questionnaires:lists"),
    ],
)
def test_who_works_with_no_family_finds_the_own_doors(db, role, shown):
    petra = make_user(
        "Petra Vos", make_organization("gemeente", OrganizationKind.MUNICIPALITY), role
    )
    client = signed_in(petra)
    page = client.get(reverse("workspace:my_day")).content.decode()

    assert f'href="{reverse(shown)}"' in page
    assert 'href="/gezinnen/"' not in page
    assert "Zoek een gezin" not in page
    for door in doors(petra):
        assert client.get(door.url).status_code == 200, door.title
