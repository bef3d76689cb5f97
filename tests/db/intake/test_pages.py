"""The pages of the desk and its doors, through the client."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.intake import actions
from duizend.intake.models import Item, Link, Part
from duizend.referrals import actions as referrals
from tests.db.intake.conftest import CONTACT, EXPLAINED, send, worry
from tests.people import (
    SAMIRA,
    make_family,
    make_municipality,
    make_referral,
    share,
    signed_in,
)


def words(response):
    return " ".join(response.content.decode().split())


NOTICE = reverse("intake:notice")


def consent(answer="yes", **changes):
    return {"consent": answer, "explained": EXPLAINED if answer == "yes" else [], **changes}


def filled(**changes):
    return {
        **consent(),
        "versturen": "1",
        "id": str(uuid4()),
        "name": "Zwaantje Quadvlieg",
        "phone": "06 7391 8264",
        "municipality": "GM1680",
        "birth_date": "1997-03-09",
        "asks": "Rust bij de veerpont",
        **changes,
    }


def test_first_only_the_question_of_consent(place):
    page = words(signed_in(place.hans).get(NOTICE))
    assert "melding risicozwangerschap" in page
    assert 'name="name"' not in page
    assert 'name="asks"' not in page


@pytest.mark.parametrize("answer", ["no", "not_yet"])
def test_a_no_leaves_nothing_behind_and_shows_other_ways(place, answer):
    client = signed_in(place.hans)
    page = client.post(NOTICE, {**filled(), **consent(answer)})
    assert page.status_code == 200
    said = words(page)
    assert "/overleg/nieuw/" in said
    assert "Meldcode" in said
    assert "Quadvlieg" not in said
    with acting_as(place.josien.pk):
        assert not Item.objects.exists()
    with acting_as(place.hans.pk):
        assert not Item.objects.exists()
        assert not Part.objects.exists()
        assert not AuditEvent.objects.filter(agent=place.hans, action__startswith="intake").exists()
    assert "Quadvlieg" not in str(dict(client.session))


@pytest.mark.parametrize("given", [{}, {"consent": "yes"}, {"consent": "perhaps"}])
def test_later_fields_do_not_come_before_the_answer(place, given):
    page = signed_in(place.hans).post(NOTICE, given)
    assert page.status_code == 422
    assert 'name="asks"' not in words(page)


def test_after_her_yes_the_form_comes_and_what_is_sent_arrives(place):
    client = signed_in(place.hans)
    assert 'name="asks"' in words(client.post(NOTICE, consent()))
    sent = client.post(NOTICE, filled())
    assert sent.status_code == 302
    page = words(client.get(sent["Location"]))
    assert "Nog niemand heeft het opgepakt" in page
    assert "Quadvlieg" in page
    assert "aangekomen" in words(client.get(reverse("intake:overview")))
    assert "Bericht over een zwangerschap" in words(
        signed_in(place.josien).get(reverse("intake:overview"))
    )
    assert mail.outbox == []


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"asks": ""}, {"municipality": "GM0118"}, {"birth_date": "2099-01-01"}]
)
def test_what_is_wrong_is_said_and_the_rest_kept(place, change):
    page = signed_in(place.hans).post(NOTICE, filled(**change))
    assert page.status_code == 422
    assert "06 7391 8264" in page.content.decode()


def test_a_desk_that_stopped_meanwhile(place, monkeypatch):
    monkeypatch.setattr("duizend.intake.queries.desk_of", lambda code: None)
    assert signed_in(place.hans).post(NOTICE, filled()).status_code == 422
    assert Client().post(reverse("intake:worry"), own()).status_code == 422


def test_from_arrival_to_closing(place):
    josien, item = signed_in(place.josien), send(place, shielded="Bij heksenkruid")
    here = reverse("intake:item", args=[item.pk])
    assert "heksenkruid" in words(josien.get(here))
    assert josien.post(f"{here}oppakken/").status_code == 302
    assert josien.post(f"{here}notitie/", {"words": "Gebeld"}).status_code == 302
    assert josien.post(f"{here}antwoord/", {"words": "Ik bel haar."}).status_code == 302
    assert josien.post(f"{here}notitie/", {"words": ""}).status_code == 422
    assert josien.post(f"{here}antwoord/", {"words": ""}).status_code == 422
    answer = josien.post(f"{here}registreren/", {"given_name": ""})
    assert answer.status_code == 422
    # What is wrong is not folded away.
    assert answer.content.decode().count('<details class="dz-disclosure" open>') == 1
    made = josien.post(
        f"{here}registreren/", {"given_name": "Zwaantje", "family_name": "Quadvlieg"}
    )
    assert made.status_code == 302
    page = words(josien.get(here))
    assert "/verwijzingen/nieuw/" in page
    assert josien.post(f"{here}afsluiten/", {"outcome": "", "reason": ""}).status_code == 422
    done = josien.post(f"{here}afsluiten/", {"outcome": "ours", "reason": "Wij helpen."})
    assert done.status_code == 302
    assert "Wij helpen." in words(signed_in(place.hans).get(here))
    assert "Ik bel haar." in words(signed_in(place.hans).get(here))
    assert "Gebeld" not in words(signed_in(place.hans).get(here))


def test_a_look_alike_is_offered_and_linked(place):
    family = make_family(place.josien, people=[SAMIRA])
    contact = {"name": "Samira El Amrani", "phone": "x", "asks": "Hulp"}
    item = send(place, contact=contact)
    josien, here = signed_in(place.josien), reverse("intake:item", args=[item.pk])
    josien.post(f"{here}oppakken/")
    assert str(family.pk) in words(josien.get(here))
    assert josien.post(f"{here}gezin/", {"family": str(family.pk)}).status_code == 302
    assert family.name in words(josien.get(here))
    for nonsense in ("", "x", str(uuid4()), str(place.village.family.pk)):
        assert josien.post(f"{here}gezin/", {"family": nonsense}).status_code == 404


def test_a_family_of_a_colleague_is_named_by_the_colleague_only(place):
    make_family(place.mees, people=[SAMIRA])
    item = send(place, contact={"name": "Samira El Amrani", "phone": "x", "asks": "Hulp"})
    josien, here = signed_in(place.josien), reverse("intake:item", args=[item.pk])
    josien.post(f"{here}oppakken/")
    assert "Een gezin van uw collega Mees Wolda" in words(josien.get(here))


def test_who_may_open_what(place):
    here = reverse("intake:item", args=[send(place).pk])
    for who in (place.village.fatma, place.village.sam, place.village.noor):
        client = signed_in(who)
        assert client.get(here).status_code == 404
        assert client.post(f"{here}oppakken/").status_code == 404
    assert signed_in(place.village.petra).get(here).status_code == 403
    colleague = words(signed_in(place.greet).get(here))
    assert "Een collega stuurde dit" in colleague
    assert "Quadvlieg" not in colleague
    assert "heksenkruid" not in colleague
    assert signed_in(place.greet).post(f"{here}oppakken/").status_code == 403
    assert Client().get(here).status_code == 302


def test_who_may_not_see_safety_finds_no_trace_of_it(place):
    here = reverse("intake:item", args=[send(place, shielded="Bij heksenkruid").pk])
    page = words(signed_in(place.mees).get(here))
    assert "Quadvlieg" in page
    assert "heksenkruid" not in page
    assert "afgeschermd" not in page


def test_late_is_seen_on_both_sides(place):
    with acting_as(place.hans.pk):
        item = actions.send_notice(
            actions.Notice(make_municipality(), CONTACT, EXPLAINED, timezone.localdate()),
            place.desk,
            item_id=uuid4(),
            by=place.hans,
            at=timezone.now() - timedelta(days=40),
        )
    for who in (place.josien, place.hans):
        client = signed_in(who)
        assert "te laat" in words(client.get(reverse("intake:overview")))
        assert "te laat" in words(client.get(reverse("intake:item", args=[item.pk])))


def test_the_family_page_leads_to_a_request_with_consent(place):
    village = place.village
    url = reverse("intake:before_desk", args=[village.family.pk])
    page = words(signed_in(village.fatma).get(url))
    assert "naar=organisatie:aanmeldpunt" in page
    assert signed_in(village.sam).get(url).status_code == 404
    assert signed_in(village.kim).get(url).status_code == 403
    family = make_family(place.josien)
    own_desk = signed_in(place.josien).get(reverse("intake:before_desk", args=[family.pk]))
    assert "zelf bij dit aanmeldpunt" in words(own_desk)


def test_the_family_page_where_there_is_no_desk(place):
    with acting_as(None):
        actions.load_desks([], at=timezone.now())
    page = signed_in(place.village.fatma).get(
        reverse("intake:before_desk", args=[place.village.family.pk])
    )
    assert "heeft geen aanmeldpunt" in words(page)


# --- a parent's own ---


def own(**changes):
    return {
        "id": str(uuid4()),
        "municipality": "GM1680",
        "words": "Ik slaap niet.",
        "website": "",
        **changes,
    }


def test_a_parent_writes_without_signing_in(place):
    client = Client()
    page = words(client.get(reverse("intake:worry")))
    assert "112" in page
    assert "Veilig Thuis" in page
    sent = client.post(reverse("intake:worry"), own(name="S", reach="na zessen"))
    assert sent["Location"] == reverse("intake:thanks")
    assert client.get(sent["Location"]).status_code == 200
    josien = signed_in(place.josien)
    assert "Eigen zorg van een ouder" in words(josien.get(reverse("intake:overview")))
    with acting_as(place.josien.pk):
        item = Item.objects.get()
    page = words(josien.get(reverse("intake:item", args=[item.pk])))
    assert "Ik slaap niet." in page
    assert "na zessen" in page
    assert mail.outbox == []


@pytest.mark.parametrize("change", [{"words": ""}, {"municipality": ""}, {"id": "x"}])
def test_nonsense_of_a_parent_is_refused_kindly(place, change):
    assert Client().post(reverse("intake:worry"), own(**change)).status_code == 422


def test_a_program_that_fills_in_everything_hears_nothing(place):
    sent = Client().post(reverse("intake:worry"), own(website="https://x.example"))
    assert sent.status_code == 302
    with acting_as(place.josien.pk):
        assert not Item.objects.exists()


def test_too_much_from_one_place_is_refused(place):
    for _ in range(5):
        assert Client().post(reverse("intake:worry"), own()).status_code == 302
    page = Client().post(reverse("intake:worry"), own())
    assert page.status_code == 429
    assert "Ik slaap niet." in page.content.decode()


def test_the_queue_asks_as_much_of_the_database_however_long_it_is(
    place, django_assert_max_num_queries
):
    client = signed_in(place.josien)
    client.get(reverse("intake:overview"))
    for _ in range(4):
        send(place)
        worry(place)
    with django_assert_max_num_queries(22):
        client.get(reverse("intake:overview"))


def test_one_item_asks_little_of_the_database(place, django_assert_max_num_queries):
    item = send(place)
    client, here = signed_in(place.josien), reverse("intake:item", args=[item.pk])
    client.post(f"{here}oppakken/")
    client.get(here)
    with django_assert_max_num_queries(25):
        client.get(here)


def test_what_another_organisation_took_closes_it_on_the_page(place):
    """From a notice to a request that Ruud takes; only then it can leave the queue."""
    ruud, item = place.village.ruud, send(place)
    josien, here = signed_in(place.josien), reverse("intake:item", args=[item.pk])
    josien.post(f"{here}oppakken/")
    josien.post(f"{here}registreren/", {"given_name": "Zwaantje", "family_name": "Quadvlieg"})
    with acting_as(place.josien.pk):
        linked = Link.objects.select_related("family").get(item=item.pk)
    share(linked.family, ["contact"], by=place.josien, to=ruud.organization)
    referral = make_referral(linked.family, by=place.josien, to=ruud.organization)
    assert "Schuldhulp Drenthe" in words(josien.get(here))
    handed = {"outcome": "handed", "referral": str(referral.pk), "reason": "Ruud belt haar."}
    assert josien.post(f"{here}afsluiten/", handed).status_code == 403
    with acting_as(ruud.pk):
        referrals.take(referral, by=ruud, at=timezone.now())
    assert josien.post(f"{here}afsluiten/", handed).status_code == 302
    assert "Ruud belt haar." in words(signed_in(place.hans).get(here))


def test_without_a_day_of_birth_it_is_sent_too(place):
    assert signed_in(place.hans).post(NOTICE, filled(birth_date="")).status_code == 302
