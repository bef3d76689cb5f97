"""Who may take a document along: the two sides, what they may read, at this moment."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent, Outcome
from duizend.consents import actions as consents
from duizend.core.permissions import why_not
from duizend.core.rls import acting_as
from duizend.documents import queries
from duizend.documents.permissions import check_can_take_along
from duizend.documents.rules.document import Kind
from duizend.families import actions as families
from duizend.referrals import actions as referrals
from duizend.referrals.models import Disclosure, Referral
from duizend.referrals.queries import for_performer, told
from duizend.signals.models import Concept
from tests.people import leaves_the_team, make_referral, share, signed_in

FORMS = ("pdf", "text", "fhir")
MAY = 200
# Who may have the referral itself: before anybody took it, and after Ruud did.
BEFORE_TAKING = {
    "fatma": {"sent": MAY, "received": 404},
    "ruud": {"sent": 404, "received": MAY},
    "mieke": {"sent": 404, "received": MAY},
    "kim": {"sent": 403, "received": 404},  # Fatma's colleague without a care relation
    "noor": {"sent": 404, "received": 404},  # in the team, of neither side
    "yara": {"sent": 404, "received": 404},
    "sam": {"sent": 404, "received": 404},
    "petra": {"sent": 403, "received": 403},  # works with no families
}
AFTER_TAKING = {
    **BEFORE_TAKING,
    # He works with the family now; by either address he gets what he received.
    "ruud": {"sent": MAY, "received": MAY},
    "mieke": {"sent": 403, "received": 403},  # Ruud took it
}


def answers(village, mieke, referral, kind, form):
    found = {}
    for who in BEFORE_TAKING:
        client = signed_in(mieke if who == "mieke" else getattr(village, who))
        ours = reverse(f"documents:sent_{kind}_{form}", args=[village.family.pk, referral.pk])
        theirs = reverse(f"documents:received_{kind}_{form}", args=[referral.pk])
        found[who] = {
            "sent": client.get(ours).status_code,
            "received": client.get(theirs).status_code,
        }
    return found


@pytest.mark.parametrize("form", FORMS)
def test_who_may_have_it_before_somebody_took_it(village, mieke, referral, form):
    assert answers(village, mieke, referral, "referral", form) == BEFORE_TAKING


@pytest.mark.parametrize("kind", ["referral", "feedback"])
def test_who_may_have_it_after_somebody_took_it(village, mieke, referral, answered, kind):
    assert answers(village, mieke, referral, kind, "fhir") == AFTER_TAKING


def test_nobody_without_an_account(client, village, referral):
    for url in (
        reverse("documents:sent_referral_pdf", args=[village.family.pk, referral.pk]),
        reverse("documents:received_referral_pdf", args=[referral.pk]),
    ):
        assert client.get(url).status_code == 302


def test_it_is_read_only(village, referral):
    url = reverse("documents:received_referral_text", args=[referral.pk])
    assert signed_in(village.ruud).post(url).status_code == 405


def test_ids_of_nothing_are_no_documents(village):
    fatma, ruud = signed_in(village.fatma), signed_in(village.ruud)
    url = reverse("documents:sent_referral_pdf", args=[village.family.pk, uuid4()])
    assert fatma.get(url).status_code == 404
    assert ruud.get(reverse("documents:received_referral_pdf", args=[uuid4()])).status_code == 404


def test_a_draft_is_no_document(village, debts, consent):
    with acting_as(village.fatma.pk):
        draft = referrals.save_draft(
            village.family,
            referrals.Asked(debts, [], "Wilt u bellen?"),
            referral_id=uuid4(),
            by=village.fatma,
            at=timezone.now(),
        )
        with pytest.raises(ValueError, match="not sent"):
            queries.facts_of(draft, told(draft), village.fatma, timezone.localdate())
    url = reverse("documents:sent_referral_text", args=[village.family.pk, draft.pk])
    page = signed_in(village.fatma).get(url)
    assert page.status_code == 403
    assert "nog niet verstuurd" in page.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_after_the_consent_lapsed_the_receiver_gets_nothing(village, received, consent, form):
    assert received("referral", form).status_code == 200
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    page = received("referral", form)
    assert page.status_code == 403
    said = page.content.decode()
    assert "geen toestemming" in said
    assert "Amrani" not in said
    assert "schulden" not in said


def test_the_sender_keeps_its_own_record_and_reads_that_the_consent_ended(village, sent, consent):
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    page = sent("referral", "text")
    assert "Deze toestemming geldt niet meer." in page.content.decode()
    bundle = sent("referral", "fhir").json()
    [written] = [
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "Consent"
    ]
    assert written["status"] == "inactive"


def test_the_receiver_who_took_it_keeps_what_was_received(village, received, consent, answered):
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    said = received("referral", "text").content.decode()
    assert "schulden" in said
    assert "geldt niet meer" not in said  # not theirs to look up


def test_who_declined_has_no_document(village, received, referral):
    with acting_as(village.ruud.pk):
        row = Referral.objects.get(pk=referral.pk)
        referrals.decline(row, "Wij zijn vol.", by=village.ruud, at=timezone.now())
    assert received("referral", "text").status_code == 403
    assert received("feedback", "text").status_code == 403


def test_the_sender_reads_why_it_was_declined(village, sent, referral):
    with acting_as(village.ruud.pk):
        row = Referral.objects.get(pk=referral.pk)
        referrals.decline(row, "Wij zijn vol.", by=village.ruud, at=timezone.now())
    assert "Wij zijn vol." in sent("feedback", "text").content.decode()


def test_there_is_no_answer_before_there_is_one(sent, received):
    for ask in (sent, received):
        page = ask("feedback", "fhir")
        assert page.status_code == 403
        assert "nog niet geantwoord" in page.content.decode()


def test_who_left_the_team_takes_nothing_along(village, sent):
    leaves_the_team(village.family, village.fatma)
    assert sent("referral", "pdf").status_code == 403


def test_in_an_emergency_one_looks_and_takes_nothing(village, sent):
    with acting_as(village.kim.pk):
        families.use_emergency_access(
            village.family.pk, "Ze belde ons huilend", by=village.kim, at=timezone.now()
        )
    page = sent("referral", "pdf", village.kim)
    assert page.status_code == 403
    assert "noodtoegang" in page.content.decode().lower()


def test_what_is_shielded_only_where_its_own_consent_was_given(village, debts, notice):
    """And then only for who may see what is shielded."""
    share(village.family, ["contact", "safety"], by=village.fatma, to=debts)
    notice("feels_unsafe", by=village.fatma)
    open_one = make_referral(village.family, by=village.fatma, to=debts)
    shielded = make_referral(village.family, by=village.fatma, to=debts, categories=["safety"])
    with acting_as(village.fatma.pk):
        label = Concept.objects.get(code="feels_unsafe").label

    def said(referral):
        url = reverse("documents:sent_referral_text", args=[village.family.pk, referral.pk])
        return signed_in(village.fatma).get(url).content.decode()

    assert label not in said(open_one)
    assert label in said(shielded)
    assert "afgeschermde gegevens" in said(shielded)
    assert not village.ruud.sees_restricted
    theirs = signed_in(village.ruud).get(
        reverse("documents:received_referral_text", args=[shielded.pk])
    )
    assert label not in theirs.content.decode()
    assert "afgeschermd" not in theirs.content.decode()


def test_every_taking_along_stands_in_the_log_with_its_kind(village, sent, received, answered):
    for form in FORMS:
        sent("referral", form)
        received("feedback", form)
    family = village.family.pk
    for who, kind in ((village.fatma, "referral"), (village.ruud, "feedback")):
        with acting_as(who.pk):
            found = AuditEvent.objects.filter(action__startswith="documents.", agent=who)
            logged = sorted(found.values_list("action", "family_id", "category"))
        assert logged == [(f"documents.{kind}_{form}", family, "plan") for form in sorted(FORMS)]
    log = signed_in(village.fatma).get(f"/gezinnen/{family}/logboek/").content.decode()
    assert "nam een verwijzing mee als pdf" in log
    assert "nam een verwijzing mee als tekst" in log
    theirs = signed_in(village.ruud).get(f"/gezinnen/{family}/logboek/").content.decode()
    assert "nam een terugkoppeling mee als FHIR" in theirs


def test_a_refusal_is_in_the_log(village, received, consent, referral):
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    received("referral", "pdf")
    with acting_as(village.ruud.pk):
        refused = AuditEvent.objects.filter(agent=village.ruud, outcome=Outcome.REFUSED)
        assert refused.exists()


def test_the_check_itself_refuses_who_is_of_neither_side(village, referral):
    with acting_as(village.ruud.pk):
        row = for_performer(referral.pk, village.ruud)
    assert row is not None
    with acting_as(village.sam.pk):
        reason = why_not(check_can_take_along, village.sam, row, told(row), Kind.REFERRAL)
    assert reason == "Alleen de twee organisaties van deze verwijzing kunnen de tekst meenemen."


def test_the_database_itself_keeps_what_is_not_theirs(village, referral):
    """Also when every check were gone."""
    for who in (village.sam, village.kim, village.noor):
        with acting_as(who.pk):
            assert not Disclosure.objects.filter(referral=referral.pk).exists()
