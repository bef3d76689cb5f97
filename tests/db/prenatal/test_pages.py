"""The page, through the doors that people use."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duizend.consents import actions as consents
from duizend.consents.models import Consent, ConsentText
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.prenatal import actions, queries
from duizend.prenatal.models import Suggestion
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral
from tests.db.prenatal.conftest import EXPLAINED, agree, held, planned, taken, tell, the, visits_by
from tests.people import add_to_team, make_family, signed_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


def words(response):
    text = re.sub(
        r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL
    )
    return " ".join(html.unescape(text).split())


def url(place, name="home_visit"):
    return reverse(f"prenatal:{name}", args=[place.family.pk])


def yes(**changes):
    return {
        "id": str(uuid4()),
        "answer": "yes",
        "explained": EXPLAINED,
        "request": "Wilt u bellen?",
        **changes,
    }


def moment(at):
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def test_the_page_explains_and_asks(place):
    text = words(signed_in(place.fatma).get(url(place)))
    for said in (
        "Een verpleegkundige van het consultatiebureau kan vóór de geboorte",
        "Nee is een goed antwoord",
        "JGZ Hunzeland",
        "06 0000 0001",
        "Ik heb verteld waarom ik eraan denk",
        "Ja, vraag het bezoek aan",
        "Liever niet",
    ):
        assert said in text, said


def test_a_yes_on_the_page_asks_and_shows_how_far_it_is(place):
    fatma = signed_in(place.fatma)
    answer = fatma.post(url(place, "answer"), yes(), follow=True)
    text = words(answer)
    assert "Aangevraagd, rechtstreeks bij de jeugdgezondheidszorg" in text
    assert "Nog niemand heeft het opgepakt" in text
    assert "Ja, vraag het bezoek aan" not in text
    with acting_as(place.fatma.pk):
        assert the(queries.current(place.family)).performer == place.offer.organization


@pytest.mark.parametrize("wrong", [{"explained": ["what"]}, {"request": " "}, {"id": "x"}])
def test_a_yes_that_is_not_whole_is_asked_again_and_keeps_nothing(place, wrong):
    answer = signed_in(place.fatma).post(url(place, "answer"), yes(**wrong))
    assert answer.status_code == 422
    with acting_as(place.fatma.pk):
        assert not Consent.objects.exists()
        assert not Referral.objects.exists()


@pytest.mark.parametrize("filled", [{"answer": "no"}, yes(answer="no", id="x")])
def test_a_no_is_one_tap_whatever_was_filled_in(place, filled):
    fatma = signed_in(place.fatma)
    text = words(fatma.post(url(place, "answer"), filled, follow=True))
    assert "Nee zeggen is altijd goed" in text
    assert "zei zij liever niet" in text
    kim = signed_in(place.kim)
    assert kim.get(url(place)).status_code == 403
    add_to_team(place.family, place.noor, by=place.fatma)
    assert "liever niet." not in words(signed_in(place.noor).get(url(place)))


def test_thinking_about_it_shows_on_the_page(place):
    fatma = signed_in(place.fatma)
    again = timezone.localdate() + timedelta(days=7)
    filled = yes(answer="later", explained=[], again_on=again.isoformat())
    assert "praat er op" in words(fatma.post(url(place, "answer"), filled, follow=True))
    text = words(fatma.post(url(place, "answer"), yes(answer="later"), follow=True))
    assert "komt er zelf op terug" in text
    wrong = yes(answer="later", again_on="morgen")
    assert fatma.post(url(place, "answer"), wrong).status_code == 422
    before = timezone.localdate() - timedelta(days=1)
    has_been = yes(answer="later", again_on=before.isoformat())
    answer = fatma.post(url(place, "answer"), has_been)
    assert "Kies een dag vanaf vandaag" in words(answer)
    assert '<details class="dz-disclosure" open>' in answer.content.decode()
    with acting_as(place.fatma.pk), pytest.raises(NotAllowed):
        actions.think(place.family, [], before, by=place.fatma, at=timezone.now())


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_an_answer_that_is_none_is_no_page(place, answer):
    filled = yes(answer=answer)
    assert signed_in(place.fatma).post(url(place, "answer"), filled).status_code == 404


def test_without_an_offer_or_an_explanation_nothing_can_be_asked(place):
    fatma = signed_in(place.fatma)
    ConsentText.objects.all().delete()
    assert "nog niet geladen" in words(fatma.get(url(place)))
    place.offer.interventions.clear()
    assert "niemand die dit bezoek geeft" in words(fatma.get(url(place)))
    assert fatma.post(url(place, "answer"), yes()).status_code == 404


def test_of_two_who_give_the_visit_one_is_chosen(place):
    from duizend.access.rules import OrganizationKind, Role
    from tests.people import make_organization, make_user

    other = make_organization("JGZ Twee", OrganizationKind.YOUTH_HEALTH_CARE)
    make_user("Bep Bos", other, Role.YOUTH_NURSE)
    offer = visits_by(other, "Bezoek van Twee")
    fatma = signed_in(place.fatma)
    assert "Wie geeft het bezoek?" in words(fatma.get(url(place)))
    fatma.post(url(place, "answer"), yes(offer_choice=offer.code))
    with acting_as(place.fatma.pk):
        assert Referral.objects.get().performer == other


def test_it_is_taken_back_on_the_page(place):
    agree(place)
    fatma = signed_in(place.fatma)
    assert "Wil zij het toch niet?" in words(fatma.get(url(place)))
    assert "Ingetrokken" in words(fatma.post(url(place, "withdraw"), follow=True))
    assert fatma.post(url(place, "withdraw")).status_code == 404


def test_a_lapsed_consent_is_said_and_asked_again(place):
    asked = agree(place)
    with acting_as(place.fatma.pk):
        consents.withdraw(Consent.objects.get(), by=place.fatma, at=timezone.now())
    fatma = signed_in(place.fatma)
    text = words(fatma.get(url(place)))
    assert "ziet dát er iets kwam, niet wat" in text
    noor = signed_in(place.noor)
    received = noor.get(reverse("referrals:received", args=[asked.pk]))
    assert "lindehout" not in words(received)
    assert "El Amrani" not in words(received)
    fatma.post(url(place, "answer"), yes())
    received = noor.get(reverse("referrals:received", args=[asked.pk]))
    assert "lindehout" in words(received)


def test_youth_health_care_finds_it_in_its_queue_and_does_the_rest_on_one_page(place):
    asked = agree(place)
    noor, fatma = signed_in(place.noor), signed_in(place.fatma)
    assert noor.get(url(place)).status_code == 404
    assert "Praktijk De Wieg" in words(noor.get(reverse("referrals:inbox")))
    received = noor.post(reverse("referrals:take", args=[asked.pk]), follow=True)
    assert url(place) in received.content.decode()
    text = words(noor.get(url(place)))
    assert "lindehout" in text
    assert "Kies samen een dag" in text
    start = timezone.now() + timedelta(minutes=2)
    filled = {
        "entry": str(uuid4()),
        "kind": "prenatal_home_visit",
        "start": moment(start),
        "minutes": "45",
        "practitioner": str(place.noor.pk),
    }
    assert noor.post(url(place, "plan"), {**filled, "minutes": "0"}).status_code == 422
    for days, why in ((-1, "vanaf vandaag"), (120, "Kies een eerdere dag")):
        other = {**filled, "start": moment(start + timedelta(days=days))}
        answer = noor.post(url(place, "plan"), other)
        assert (answer.status_code, why in words(answer)) == (422, True)
    text = words(noor.post(url(place, "plan"), filled, follow=True))
    assert "Hoe ging het?" in text
    assert "Het bezoek is gepland op" in words(fatma.get(url(place)))
    been = {**filled, "start": moment(timezone.now()), "kind": "phone"}
    assert noor.post(url(place, "held"), {**been, "start": ""}).status_code == 422
    later = {**been, "start": moment(start + timedelta(days=1))}
    assert "kies een moment tot nu" in words(noor.post(url(place, "held"), later))
    text = words(noor.post(url(place, "held"), been, follow=True))
    assert "Een bericht terug aan de verwijzer" in text
    word = {"category": "pregnancy", "text": "Het lindehout staat in bloei.", "ready": "on"}
    assert noor.post(url(place, "tell_back"), {**word, "category": "money"}).status_code == 422
    assert noor.post(url(place, "tell_back"), {**word, "text": ""}).status_code == 422
    noor.post(url(place, "tell_back"), word)
    text = words(fatma.get(url(place)))
    assert "Het lindehout staat in bloei." in text
    assert "aan de telefoon" in text
    assert noor.get(url(place)).status_code == 200


def test_missed_and_stopped_on_the_page(place):
    asked = taken(place)
    noor = signed_in(place.noor)
    assert noor.post(url(place, "missed")).status_code == 404
    planned(place, asked, timezone.now() + timedelta(minutes=5))
    assert "Dat kan gebeuren" in words(noor.post(url(place, "missed"), follow=True))
    assert "leest alleen dat er nu geen bezoek" in words(noor.post(url(place, "stop"), follow=True))
    assert "opnieuw vragen als zij dat wil" in words(signed_in(place.fatma).get(url(place)))
    assert noor.post(url(place, "stop")).status_code in (403, 404)


def test_who_gives_the_visit_need_not_ask_itself(place):
    with acting_as(place.noor.pk):
        pass
    own = make_family(place.noor, due_date=timezone.localdate() + timedelta(days=90))
    text = words(signed_in(place.noor).get(reverse("prenatal:home_visit", args=[own.pk])))
    assert "Uw eigen organisatie geeft dit bezoek" in text


def test_after_the_birth_the_button_says_why_not(place):
    family = make_family(place.fatma, due_date=timezone.localdate() - timedelta(days=200))
    page = signed_in(place.fatma).get(reverse("prenatal:home_visit", args=[family.pk]))
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("sam", 404), ("kim", 403), ("noor", 404), ("jan", 404)]
)
def test_the_table_of_who_may_come_in(place, who, status):
    browser = signed_in(getattr(place, who))
    assert browser.get(url(place)).status_code == status
    for name in ("answer", "withdraw", "plan", "held", "missed", "tell_back", "stop"):
        assert browser.post(url(place, name), yes()).status_code == status, name
    with acting_as(place.fatma.pk):
        assert not Consent.objects.exists()


def test_the_sender_does_nothing_of_the_receiver_and_the_reverse(place):
    asked = taken(place)
    fatma, noor = signed_in(place.fatma), signed_in(place.noor)
    for name in ("plan", "held", "missed", "tell_back", "stop"):
        assert fatma.post(url(place, name), {}).status_code == 404, name
    assert noor.post(url(place, "withdraw")).status_code == 404
    assert noor.post(url(place, "answer"), yes(answer="no")).status_code == 403
    assert asked.status == "accepted"


def test_a_page_does_not_ask_more_when_there_is_more(place):
    asked = taken(place)
    noor, fatma = signed_in(place.noor), signed_in(place.fatma)
    for browser in (noor, fatma):
        with CaptureQueriesContext(
            connection,
        ) as before:
            browser.get(url(place))
        held(place, _again(place, asked), planned(place, _again(place, asked)))
        with CaptureQueriesContext(connection) as after:
            browser.get(url(place))
        assert len(after) <= len(before) + 2
        assert len(after) <= MOST_QUERIES, "\n".join(q["sql"][:150] for q in after)


def _again(place, asked):
    with acting_as(place.noor.pk):
        return Referral.objects.get(pk=asked.pk)


def test_a_region_sees_tens_and_nobody_else_sees_anything(place):
    petra = signed_in(place.village.petra)
    text = words(petra.get(reverse("prenatal:region")))
    assert "Aa en Hunze minder dan tien minder dan tien minder dan tien" in text
    assert signed_in(place.fatma).get(reverse("prenatal:region")).status_code == 403


def test_the_loop_waits_on_my_day(place):
    home = reverse("workspace:my_day")
    today = timezone.localdate()
    fatma, noor = signed_in(place.fatma), signed_in(place.noor)
    fatma.post(url(place, "answer"), yes(answer="later", again_on=today.isoformat()))
    assert "Praat verder over het prenataal huisbezoek" in words(fatma.get(home))
    asked = agree(place)
    assert "Praat verder over" not in words(fatma.get(home))
    with acting_as(place.noor.pk):
        asked = referrals.take(asked, by=place.noor, at=timezone.now())
    assert "Plan het prenataal huisbezoek" in words(noor.get(home))
    visit = planned(place, asked)
    assert "Plan het prenataal huisbezoek" not in words(noor.get(home))
    held(place, _again(place, asked), visit)
    assert "Laat de verwijzer weten hoe het huisbezoek ging" in words(noor.get(home))
    tell(place, _again(place, asked))
    assert "Laat de verwijzer weten" not in words(noor.get(home))
    with acting_as(place.fatma.pk):
        assert Suggestion.objects.get().closed_at is not None


def test_the_overview_and_the_route_lead_to_it(place):
    fatma = signed_in(place.fatma)
    overview = fatma.get(reverse("workspace:family", args=[place.family.pk]))
    assert url(place) in overview.content.decode()


def test_after_a_loss_nobody_reads_how_to_ask_for_the_visit(place):
    with acting_as(place.fatma.pk):
        families.end_pregnancy(
            place.family.pregnancies.get(), timezone.localdate(), by=place.fatma, at=timezone.now()
        )
    text = words(signed_in(place.fatma).get(url(place)))
    assert "Er komt nu geen bezoek." in text
    assert "Zeg het zo" not in text
    assert "Liever niet" not in text
