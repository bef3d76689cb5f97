"""Outcomes of licensed instruments: kept as said, seen by category, corrected and not erased."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, transaction
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.access.rules import Role
from duizend.core.content import read_rows
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.flags import queries as flags
from duizend.instruments import actions, queries
from duizend.instruments.actions import Outcome
from duizend.instruments.models import Document, Result
from duizend.questionnaires.actions import load_instrument_slots
from duizend.questionnaires.models import InstrumentSlot
from tests.people import NOW, TODAY, add_to_team, make_user, make_village, share, signed_in
from tests.unit.instruments.test_rules import PDF

SAID = Outcome(TODAY, "Fatma Aydin", "Samen besproken: zij is moe en slaapt slecht.")


@pytest.fixture
def village():
    load_instrument_slots(read_rows("instrument_slots.json", "instrument_slots"), at=NOW)
    return make_village()


def slot(code="epds"):
    return InstrumentSlot.objects.get(code=code)


def recorded(village, code="epds", by=None, outcome=SAID, result_id=None):
    by = by or village.fatma
    with acting_as(by.pk):
        return actions.record(
            result_id or uuid4(), village.family, slot(code), outcome, by=by, at=NOW
        )


def seen_by(user, family):
    with acting_as(user.pk):
        return list(queries.of_family(family))


def page(family, rest=""):
    return f"/gezinnen/{family.pk}/instrumenten/{rest}"


def body(**changes):
    return {
        "entry": str(uuid4()),
        "done_on": timezone.localdate().isoformat(),
        "done_by": "Fatma Aydin",
        "summary": "Samen besproken.",
    } | changes


def test_every_instrument_that_may_not_be_inside_has_a_slot(village):
    asked = {"alpha-nl", "r4u", "mind2care", "epds", "spark", "samen-starten-dmo", "giz"}
    asked |= {"checklist-vroegsignalering-kraamtijd", "knov-psychosociale-anamnese"}
    assert asked <= set(InstrumentSlot.objects.values_list("code", flat=True))


def test_an_outcome_is_recorded_and_read(village):
    client = signed_in(village.fatma)
    assert "Edinburgh" in client.get(page(village.family)).content.decode()
    given = body(total="12,5", version="2", attention="Slaapt slecht")
    sent = client.post(page(village.family, "nieuw/epds/"), given, follow=True)
    words = sent.content.decode()
    assert "Samen besproken." in words
    assert "12,5 van 30" in words
    assert "niet over een persoon" in words
    with acting_as(village.fatma.pk):
        kept = Result.objects.get()
        assert (kept.category, kept.total, kept.version) == ("mental", Decimal("12.50"), "2")
        deeds = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"instruments.record", "instruments.result", "instruments.list"} <= deeds
    assert "Edinburgh" in client.get(page(village.family)).content.decode()


def test_a_whole_total_is_shown_whole(village):
    kept = recorded(village, "sdq", outcome=Outcome(TODAY, "", "Besproken", total=Decimal(12)))
    shown = signed_in(village.fatma).get(page(village.family, f"{kept.pk}/")).content.decode()
    assert ">12<" in shown
    assert recorded(village).plain_total is None


def test_sent_twice_is_one_outcome(village):
    same = uuid4()
    assert recorded(village, result_id=same) == recorded(village, result_id=same)
    assert len(seen_by(village.fatma, village.family)) == 1


def test_the_number_of_a_form_of_somebody_else_is_refused(village):
    same = uuid4()
    recorded(village, result_id=same)
    with pytest.raises(NotAllowed, match="al gebruikt"):
        recorded(village, by=village.noor, result_id=same)


@pytest.mark.parametrize(
    ("code", "changes", "words"),
    [
        ("epds", {"summary": ""}, "verplicht"),
        ("epds", {"total": "31"}, "geeft zo'n totaal niet"),
        ("epds", {"total": "veel"}, "getal"),
        ("epds", {"done_on": "2126-01-01"}, "moet nog komen"),
        ("giz", {"summary": "x" * 2001}, "2000"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_kept(village, code, changes, words):
    client = signed_in(village.fatma)
    sent = client.post(page(village.family, f"nieuw/{code}/"), body(**changes))
    assert sent.status_code == 422
    assert words in sent.content.decode().replace("&#x27;", "'")
    assert seen_by(village.fatma, village.family) == []


def test_without_a_total_of_its_owner_there_is_no_field_for_one(village):
    client = signed_in(village.fatma)
    assert "Totaal van" not in client.get(page(village.family, "nieuw/giz/")).content.decode()
    with pytest.raises(NotAllowed, match="geen totaal"):
        recorded(village, "giz", outcome=Outcome(TODAY, "", "Besproken", total=Decimal(3)))


def test_who_did_it_is_who_records_when_nobody_is_named(village):
    assert recorded(village, outcome=Outcome(TODAY, " ", "Besproken")).done_by == "Fatma Aydin"


def test_item_ten_raises_a_flag_and_leaves_no_mark_on_the_outcome(village):
    client = signed_in(village.fatma)
    shown = client.get(page(village.family, "nieuw/epds/")).content.decode()
    assert "Vraag 10 was niet nul" in shown
    sent = client.post(page(village.family, "nieuw/epds/"), body(asks_today="on"))
    assert sent["Location"].endswith("/vandaag/")
    with acting_as(village.fatma.pk):
        kept = Result.objects.get()
        [flag] = flags.of_family(village.family)
    assert (flag.reference, flag.code, flag.owner) == (kept.pk, "thoughts_of_death", village.fatma)
    assert not any("today" in field.name for field in Result._meta.get_fields())


def test_another_instrument_may_ask_for_a_talk_today_too(village):
    recorded(village, "alpha-nl", outcome=Outcome(TODAY, "", "Besproken", asks_today=True))
    with acting_as(village.fatma.pk):
        assert [flag.code for flag in flags.of_family(village.family)] == ["other"]


def test_a_pdf_is_given_back_as_a_file_and_never_as_a_page(village):
    client = signed_in(village.fatma)
    pdf = SimpleUploadedFile("epds.html", PDF, content_type="text/html")
    client.post(page(village.family, "nieuw/epds/"), body(pdf=pdf))
    [kept] = seen_by(village.fatma, village.family)
    got = client.get(page(village.family, f"{kept.pk}/pdf/"))
    assert got.content == PDF
    assert got["Content-Type"] == "application/pdf"
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"
    with acting_as(village.fatma.pk):
        assert AuditEvent.objects.filter(action="instruments.document").exists()


def test_what_is_no_pdf_is_refused_and_nothing_is_kept(village):
    client = signed_in(village.fatma)
    page_of_script = SimpleUploadedFile("a.pdf", b"<script>1</script>", "application/pdf")
    sent = client.post(page(village.family, "nieuw/epds/"), body(pdf=page_of_script))
    assert sent.status_code == 422
    assert "geen PDF" in sent.content.decode()
    assert seen_by(village.fatma, village.family) == []


def test_without_a_pdf_there_is_none(village):
    kept = recorded(village)
    client = signed_in(village.fatma)
    assert client.get(page(village.family, f"{kept.pk}/pdf/")).status_code == 404


def test_a_mistake_is_marked_and_stays(village):
    kept = recorded(village)
    client = signed_in(village.fatma)
    assert client.get(page(village.family, f"{kept.pk}/fout/")).status_code == 200
    assert client.post(page(village.family, f"{kept.pk}/fout/"), {"reason": ""}).status_code == 422
    sent = client.post(page(village.family, f"{kept.pk}/fout/"), {"reason": "Ander gezin"})
    assert sent.status_code == 302
    shown = client.get(page(village.family, f"{kept.pk}/")).content.decode()
    assert "Ander gezin" in shown
    assert "zij is moe" in shown
    again = client.post(page(village.family, f"{kept.pk}/fout/"), {"reason": "Nog eens"})
    assert again.status_code == 403


def test_a_mistake_needs_a_reason_and_is_of_the_own_organisation(village):
    kept = recorded(village)
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="waarom"):
        actions.enter_in_error(kept, " ", by=village.fatma, at=NOW)
    share(village.family, ["mental"], by=village.fatma, to=village.noor.organization)
    with acting_as(village.noor.pk), pytest.raises(NotAllowed, match="andere organisatie"):
        actions.enter_in_error(kept, "Zomaar", by=village.noor, at=NOW)


def test_an_outcome_is_seen_by_category(village):
    recorded(village)
    recorded(village, "giz")
    assert seen_by(village.noor, village.family) == []
    share(village.family, ["parenting"], by=village.fatma, to=village.noor.organization)
    assert [one.slot_id for one in seen_by(village.noor, village.family)] == ["giz"]
    for outside in (village.kim, village.sam, village.petra):
        assert seen_by(outside, village.family) == []


def test_what_is_shielded_is_for_few(village):
    assistant = make_user("Anouk Wolters", village.fatma.organization, Role.MATERNITY_ASSISTANT)
    add_to_team(village.family, assistant, by=village.fatma)
    recorded(village, "aas")
    assert len(seen_by(village.fatma, village.family)) == 1
    assert seen_by(assistant, village.family) == []
    with pytest.raises(NotAllowed, match="afgeschermd"):
        recorded(village, "aas", by=assistant)
    client = signed_in(assistant)
    assert client.get(page(village.family, "nieuw/aas/")).status_code == 404
    assert "Abuse" not in client.get(page(village.family)).content.decode()


def test_an_instrument_that_is_no_longer_used_takes_no_new_outcome(village):
    InstrumentSlot.objects.filter(code="epds").update(retired_on=TODAY)
    with pytest.raises(NotAllowed, match="niet meer gebruikt"):
        recorded(village)


@pytest.mark.parametrize(("who", "status"), [("kim", 403), ("sam", 404), ("petra", 403)])
def test_nobody_else_opens_it(village, who, status):
    kept = recorded(village, outcome=Outcome(TODAY, "", "Besproken", pdf=PDF))
    client = signed_in(getattr(village, who))
    for rest in ("", "nieuw/epds/", f"{kept.pk}/", f"{kept.pk}/pdf/", f"{kept.pk}/fout/"):
        assert client.get(page(village.family, rest)).status_code == status


def test_the_database_keeps_what_was_said(village):
    kept = recorded(village, outcome=Outcome(TODAY, "", "Besproken", pdf=PDF))
    with acting_as(village.fatma.pk):
        for changes in ({"summary": "Anders"}, {"total": 3}, {"category": "money"}):
            with pytest.raises(Error), transaction.atomic():
                Result.objects.filter(pk=kept.pk).update(**changes)
        assert Document.objects.update(size=1) == 0
    assert seen_by(village.fatma, village.family)[0].summary == "Besproken"


def test_the_page_asks_as_much_for_many_outcomes(village, django_assert_max_num_queries):
    client = signed_in(village.fatma)
    client.get(page(village.family))
    for day in range(12):
        recorded(village, outcome=Outcome(TODAY - timedelta(days=day), "", "Besproken"))
    with django_assert_max_num_queries(25):
        client.get(page(village.family))
