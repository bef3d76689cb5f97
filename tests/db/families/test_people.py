"""The people of a family: who is added, changed, born and leaves."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.models import AuditEvent
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families import actions
from duizend.families.actions import NewPerson
from duizend.families.models import Family, Person, PersonRole
from duizend.families.queries import moment, page_context
from duizend.families.rules.time import Phase
from tests.people import DUE, NOW, SAMIRA, TODAY, make_family, make_village, signed_in


def url(name, village, *arguments):
    return reverse(f"families:{name}", args=[village.family.pk, *arguments])


def person(village, role):
    with acting_as(village.fatma.pk):
        return Person.objects.get(family=village.family, role=role)


def logged(village, action):
    with acting_as(village.fatma.pk):
        return AuditEvent.objects.filter(action=action, family_id=village.family.pk).count()


def test_the_page_shows_everybody_at_a_constant_price(django_assert_max_num_queries):
    village = make_village()
    client = signed_in(village.fatma)
    client.get(url("people", village))
    with django_assert_max_num_queries(25) as before:
        page = client.get(url("people", village)).content.decode()
    for word in ("Samira El Amrani", "Leo Bos", "Els", "buurvrouw", "Fatma Aydin", "9461 AA"):
        assert word in page
    with acting_as(village.fatma.pk):
        for number in range(5):
            actions.add_person(
                village.family,
                NewPerson(PersonRole.NETWORK, f"Buur{number}"),
                by=village.fatma,
                at=NOW,
            )
        actions.add_colleague(village.family, village.kim, by=village.fatma, at=NOW)
    with django_assert_max_num_queries(25) as after:
        client.get(url("people", village))
    assert len(before) == len(after)


@pytest.mark.parametrize(
    ("who", "role", "form"),
    [
        ("kind", PersonRole.CHILD, {"given_name": "Noa", "birth_date": "2023-02-01"}),
        ("mijn-mensen", PersonRole.NETWORK, {"given_name": "Oma", "relationship": "oma"}),
        ("partner", PersonRole.PARTNER, {"given_name": "Tom", "family_name": "Vos"}),
    ],
)
def test_somebody_is_added(who, role, form):
    village = make_village()
    client = signed_in(village.fatma)
    assert client.get(url("add_person", village, who)).status_code == 200
    response = client.post(url("add_person", village, who), form)
    assert response["Location"] == url("people", village)
    with acting_as(village.fatma.pk):
        assert Person.objects.filter(role=role, given_name=form["given_name"]).exists()
    assert logged(village, "families.add_person") == 1


def test_a_double_click_adds_nobody_twice():
    village = make_village()
    client, form = signed_in(village.fatma), {"given_name": "Noa", "birth_date": "2023-02-01"}
    for _click in range(2):
        assert client.post(url("add_person", village, "kind"), form).status_code == 302
    with acting_as(village.fatma.pk):
        assert village.family.people.filter(given_name="Noa").count() == 1
    assert logged(village, "families.add_person") == 1


def test_there_is_one_mother():
    village = make_village()
    client = signed_in(village.fatma)
    response = client.post(url("add_person", village, "moeder"), {"given_name": "Eva"})
    assert response.status_code == 403
    assert client.get(url("add_person", village, "opa")).status_code == 404


def test_a_family_without_a_mother_can_still_get_one():
    village = make_village()
    family = make_family(village.fatma, people=[NewPerson(PersonRole.CHILD, "Noa", "Bos")])
    with acting_as(village.fatma.pk):
        added = actions.add_person(family, SAMIRA, by=village.fatma, at=NOW)
        family.refresh_from_db()
    assert (added.role, family.name) == (PersonRole.PREGNANT, "El Amrani")


def test_what_is_known_of_somebody_changes_and_can_be_found():
    village = make_village()
    mother = person(village, PersonRole.PREGNANT)
    client = signed_in(village.fatma)
    page = client.get(url("change_person", village, mother.pk)).content.decode()
    assert "9461 AA" in page
    form = {"given_name": "Samira", "family_name": "Zahra", "city": "Rolde", "literacy": "oral"}
    client.post(url("change_person", village, mother.pk), form)
    changed = person(village, PersonRole.PREGNANT)
    assert (changed.family_name, changed.city, changed.literacy) == ("Zahra", "Rolde", "oral")
    assert changed.role == PersonRole.PREGNANT
    with acting_as(village.fatma.pk):
        assert Family.objects.get().name == "Zahra \u2013 Bos"
    assert b"Zahra" in client.get("/gezinnen/", {"q": "zahra rolde"}).content
    assert logged(village, "families.change_person") == 1


def test_a_wrong_change_keeps_what_was_typed_and_what_was_there():
    village = make_village()
    mother = person(village, PersonRole.PREGNANT)
    form = {"given_name": "", "family_name": "Zahra"}
    response = signed_in(village.fatma).post(url("change_person", village, mother.pk), form)
    assert response.status_code == 200
    assert "Zahra" in response.content.decode()
    assert person(village, PersonRole.PREGNANT).family_name == "El Amrani"


def test_somebody_leaves_and_stays_readable():
    village = make_village()
    partner = person(village, PersonRole.PARTNER)
    client = signed_in(village.fatma)
    assert client.get(url("person_left", village, partner.pk)).status_code == 200
    future = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert client.post(url("person_left", village, partner.pk), {"day": future}).status_code == 200
    today = timezone.localdate().isoformat()
    client.post(url("person_left", village, partner.pk), {"day": today})
    assert person(village, PersonRole.PARTNER).left_on == timezone.localdate()
    with acting_as(village.fatma.pk):
        assert Family.objects.get().name == "El Amrani"
    assert client.get(url("person_left", village, partner.pk)).status_code == 404
    assert logged(village, "families.remove_person") == 1


def test_who_cannot_leave():
    village = make_village()
    with acting_as(village.fatma.pk):
        mother, partner = (village.family.people.get(role=role) for role in ("pregnant", "partner"))
        with pytest.raises(NotAllowed):
            actions.person_left(mother, TODAY, by=village.fatma, at=NOW)
        actions.person_left(partner, TODAY, by=village.fatma, at=NOW)
        with pytest.raises(NotAllowed):
            actions.person_left(partner, TODAY, by=village.fatma, at=NOW)


def pregnancy(village):
    return village.family.pregnancies.get()


def test_a_birth_ends_the_pregnancy_and_brings_a_child_without_a_bsn():
    village = make_village()
    client, today = signed_in(village.fatma), timezone.localdate()
    assert client.get(url("birth", village)).status_code == 200
    form = {"born_on": today.isoformat(), "given_name": "Yara", "family_name": "Bos"}
    client.post(url("birth", village), form)
    with acting_as(village.fatma.pk):
        child = village.family.people.get(role=PersonRole.CHILD)
        assert (child.given_name, child.birth_date) == ("Yara", today)
        assert not child.identifiers.exists()
        assert pregnancy(village).born_on == today
        now = moment(village.family, today)
        assert (now.born_on, now.phase) == (today, Phase.POSTPARTUM)
    # The form that is sent twice brings no second child.
    assert client.post(url("birth", village), form).status_code == 404
    assert logged(village, "families.record_birth") == 1


@pytest.mark.parametrize("day", ["2999-01-01", "", "morgen", "1899-12-31"])
def test_a_birth_on_an_impossible_day_is_refused_next_to_the_field(day):
    village = make_village()
    response = signed_in(village.fatma).post(
        url("birth", village), {"born_on": day, "given_name": "Yara"}
    )
    assert "born_on" in response.context["form"].errors


def test_what_an_action_refuses_about_a_pregnancy():
    village = make_village()
    child = NewPerson(PersonRole.CHILD, "Yara")
    tomorrow = TODAY + timedelta(days=1)
    fatma = village.fatma
    with acting_as(village.fatma.pk):
        one = pregnancy(village)
        for refused in (
            lambda: actions.record_birth(one, child, tomorrow, by=fatma, at=NOW),
            lambda: actions.end_pregnancy(one, tomorrow, by=fatma, at=NOW),
            lambda: actions.add_pregnancy(village.family, DUE, by=fatma, at=NOW),
        ):
            with pytest.raises(NotAllowed):
                refused()
        actions.record_birth(one, child, TODAY, by=fatma, at=NOW)
        for refused in (
            lambda: actions.record_birth(one, child, TODAY, by=fatma, at=NOW),
            lambda: actions.end_pregnancy(one, TODAY, by=fatma, at=NOW),
        ):
            with pytest.raises(NotAllowed):
                refused()


def test_the_due_date_is_changed_or_given():
    village = make_village()
    client = signed_in(village.fatma)
    day = timezone.localdate() + timedelta(days=50)
    client.post(url("due_date", village), {"due_date": day.isoformat()})
    with acting_as(village.fatma.pk):
        assert pregnancy(village).due_date == day
        assert moment(village.family, TODAY).phase == Phase.PREGNANCY
    far = timezone.localdate() + timedelta(days=400)
    response = client.post(url("due_date", village), {"due_date": far.isoformat()})
    assert "due_date" in response.context["form"].errors
    none = make_family(village.fatma, due_date=None)
    client.post(reverse("families:due_date", args=[none.pk]), {"due_date": day.isoformat()})
    with acting_as(village.fatma.pk):
        assert none.pregnancies.get().due_date == day


def test_after_a_loss_no_weeks_are_counted_any_more():
    village = make_village()
    client = signed_in(village.fatma)
    assert client.get(url("end_pregnancy", village)).status_code == 200
    client.post(url("end_pregnancy", village), {"day": timezone.localdate().isoformat()})
    with acting_as(village.fatma.pk):
        assert pregnancy(village).ended_on == timezone.localdate()
        context = page_context(village.family, village.fatma, TODAY, tab="overview")
    assert (context["moment_words"], context["day_line"]) == ("", None)
    assert client.post(url("end_pregnancy", village), {"day": "2026-01-01"}).status_code == 404
    assert logged(village, "families.end_pregnancy") == 1


def test_without_a_pregnancy_the_youngest_child_places_the_family():
    village = make_village()
    born = TODAY - timedelta(days=100)
    children = [
        NewPerson(PersonRole.CHILD, "Noa", "Bos", {"birth_date": TODAY - timedelta(days=2000)}),
        NewPerson(PersonRole.CHILD, "Yara", "Bos", {"birth_date": born}),
    ]
    family = make_family(village.fatma, people=[SAMIRA, *children], due_date=None)
    with acting_as(village.fatma.pk):
        context = page_context(family, village.fatma, TODAY, tab="overview")
    assert context["moment"].born_on == born
    assert context["day_line"].today == 100


def test_changing_a_closed_family_is_refused_in_words():
    village = make_village()
    with acting_as(village.fatma.pk):
        Family.objects.update(closed_on=TODAY)
    response = signed_in(village.fatma).post(
        url("add_person", village, "kind"), {"given_name": "Noa"}
    )
    assert response.status_code == 403
    refusal = _("This family is closed. Open it again before you change anything.")
    assert refusal in response.content.decode()
