"""The second lock: what the database itself refuses, asked in raw SQL as the application."""

import uuid

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from duizend.access.rules import Role
from duizend.core.rls import acting_as
from duizend.safeguarding import actions
from duizend.safeguarding import vault as sealing
from duizend.safeguarding.rules import Kind
from tests.people import add_to_team, leaves_the_team, make_user

TABLES = (
    "safeguarding_case",
    "safeguarding_entry",
    "safeguarding_vaultevent",
    "safeguarding_release",
    "safeguarding_releasereading",
)
# Words that are used nowhere else.
PLAIN = ("Moerbeiboom", "Kruisbessen", "Duindoorn", "El Amrani", "adviseur", "signals", "differs")


def ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def do(statement, *values):
    """How many rows; the transaction goes on when the database refuses."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def counts(who):
    with acting_as(who.pk if who else None):
        return {table: ask(f"select count(*) from {table}")[0][0] for table in TABLES}  # noqa: S608


@pytest.fixture
def filled(vault):
    vault.write(Kind.SIGNALS, "Moerbeiboom")
    vault.write(Kind.CONSULT, "Kruisbessen", function="adviseur")
    vault.write(Kind.DECIDE, "Duindoorn", help=True)
    at = timezone.now()
    with acting_as(vault.fatma.pk):
        actions.name_supervisor(vault.case, vault.hanna, by=vault.fatma, at=at)
    with acting_as(vault.els.pk):
        actions.look_along(uuid.uuid4(), vault.case, view="differs", text="x", by=vault.els, at=at)
    with acting_as(vault.fatma.pk):
        made = actions.release(uuid.uuid4(), vault.case, ["signals"], "x", by=vault.fatma, at=at)
        actions.read_release(made, by=vault.fatma, at=at)
        actions.take_back(made, "x", by=vault.fatma, at=at)
    return vault


@pytest.fixture
def everybody_else(filled):
    village, wieg = filled.village, filled.fatma.organization
    nel = make_user("Nel Visser", wieg, Role.MIDWIFE)
    assistant = make_user("Anouk Wolters", wieg, Role.MATERNITY_ASSISTANT)
    for who in (nel, assistant, filled.student):
        add_to_team(village.family, who, by=filled.fatma)
    officer = make_user("Olga Elders", village.sam.organization, Role.SOCIAL_WORKER)
    with acting_as(None):
        do("update access_user set is_safeguarding_officer = true where id = %s", officer.pk)
    return {
        "colleague in the team": nel,
        "colleague outside it": filled.kim,
        "assistant in the team": assistant,
        "student of the keeper": filled.student,
        "team member elsewhere": village.noor,
        "student elsewhere": village.yara,
        "stranger": village.sam,
        "officer elsewhere": officer,
        "programme manager": village.petra,
        "administrator": make_user("Bea Vermeer", wieg, Role.ADMINISTRATOR),
        "debt counsellor": village.ruud,
        "nobody": None,
    }


def test_the_three_read_all_of_it(filled):
    for who in (filled.fatma, filled.els, filled.hanna):
        assert all(counts(who).values()), who


def test_nobody_else_finds_a_row(filled, everybody_else):
    for name, who in everybody_else.items():
        assert set(counts(who).values()) == {0}, name


def test_a_case_of_somebody_else_answers_as_no_case_at_all(filled, everybody_else):
    real, none = filled.case.pk, uuid.uuid4()
    for name, who in everybody_else.items():
        with acting_as(who.pk if who else None):
            for question in ("reads_case", "keeps_case"):
                for asked in (real, none):
                    assert ask(f"select rls.{question}(%s)", asked) == [(False,)], name
            errors = set()
            for asked in (real, none):
                try:
                    insert_entry(asked, who)
                except Error as refused:
                    errors.add(str(refused))
            assert len(errors) == 1, name


def insert_entry(case_id, who):
    do(
        "insert into safeguarding_entry (id, case_id, recorder_id, recorded, sealed) "
        "values (gen_random_uuid(), %s, %s, now(), 'x')",
        case_id,
        who.pk if who else 1,
    )


def test_nothing_that_was_written_changes_or_goes(filled):
    for who in (filled.fatma, filled.els, filled.hanna):
        with acting_as(who.pk):
            for table in TABLES:
                with transaction.atomic(), connection.cursor() as cursor:
                    try:
                        with transaction.atomic():
                            cursor.execute(f"delete from {table}")  # noqa: S608
                            assert cursor.rowcount == 0, table
                    except Error:
                        continue
            for table in TABLES[1:3]:
                assert do(f"update {table} set sealed = 'x'") == 0, table  # noqa: S608
            with pytest.raises(Error, match="stays as it was"):
                do("update safeguarding_case set sealed = 'x'")


def test_a_release_goes_back_once_and_nowhere_else(filled):
    other = uuid.uuid4()
    with acting_as(filled.fatma.pk):
        assert do("update safeguarding_release set family_id = %s", other) == 0  # taken back
        made = actions.release(
            uuid.uuid4(), filled.case, ["signals"], "x", by=filled.fatma, at=timezone.now()
        )
        for change in (
            "family_id = gen_random_uuid()",
            "withdrawn_at = now()",
            "withdrawn_at = now(), family_id = null, sealed = 'x'",
        ):
            with pytest.raises(Error):
                do(f"update safeguarding_release set {change} where id = %s", made.pk)  # noqa: S608
    with acting_as(filled.els.pk):
        back = "update safeguarding_release set withdrawn_at = now(), family_id = null"
        assert do(back) == 0


def test_nobody_reads_in_the_name_of_somebody_else(filled):
    with acting_as(filled.els.pk), pytest.raises(Error, match="row-level security"):
        insert_entry(filled.case.pk, filled.fatma)


def test_the_hands_it_is_in(filled):
    """The officer does not take it from who works here; nor names whoever they like."""
    case = filled.case.pk
    take = "update safeguarding_case set keeper_id = %s where id = %s"
    name = "update safeguarding_case set supervisor_id = %s where id = %s"
    for who, statement, value in (
        (filled.els, take, filled.els.pk),
        (filled.hanna, take, filled.hanna.pk),
        (filled.fatma, take, filled.kim.pk),
        (filled.els, name, filled.kim.pk),
        (filled.hanna, name, None),
        (filled.fatma, name, filled.student.pk),
        (filled.fatma, name, filled.fatma.pk),
        (filled.fatma, name, filled.village.noor.pk),
    ):
        with acting_as(who.pk), pytest.raises(Error, match=r"hands it is in|row-level security"):
            do(statement, value, case)
    leaves(filled.fatma)
    with acting_as(filled.hanna.pk), pytest.raises(Error, match="hands it is in"):
        do(take, filled.hanna.pk, case)
    with acting_as(filled.els.pk):
        with pytest.raises(Error, match="hands it is in"):
            do(take, filled.kim.pk, case)
        assert do(take, filled.els.pk, case) == 1


def leaves(who):
    with acting_as(None):
        do("update access_user set is_active = false where id = %s", who.pk)


def test_nobody_begins_in_the_name_of_somebody_else_or_names_a_student(filled):
    insert = (
        "insert into safeguarding_case (id, organization_id, reporter_id, keeper_id, "
        "supervisor_id, opened, sealed) values (gen_random_uuid(), %s, %s, %s, %s, now(), 'x')"
    )
    fatma, kim, student = filled.fatma, filled.kim, filled.student
    here = fatma.organization_id
    for who, values in (
        (kim, (here, fatma.pk, fatma.pk, None)),
        (kim, (here, fatma.pk, kim.pk, None)),
        (kim, (filled.village.noor.organization_id, kim.pk, kim.pk, None)),
        (kim, (here, kim.pk, kim.pk, student.pk)),
        (kim, (here, kim.pk, kim.pk, kim.pk)),
        (student, (here, student.pk, student.pk, None)),
        (student, (here, student.pk, student.pk, fatma.pk)),
    ):
        with acting_as(who.pk), pytest.raises(Error, match="row-level security"):
            do(insert, *values)


def test_a_release_is_made_by_the_keeper_for_a_family_of_the_organisation(filled):
    insert = (
        "insert into safeguarding_release (id, case_id, family_id, recorder_id, "
        "recorder_organization_id, recorded, sealed) "
        "values (gen_random_uuid(), %s, %s, rls.user_id(), rls.organization_id(), now(), 'x')"
    )
    family = filled.village.family.pk
    for who, family_id in (
        (filled.els, family),
        (filled.hanna, family),
        (filled.kim, family),
        (filled.fatma, uuid.uuid4()),
    ):
        with acting_as(who.pk), pytest.raises(Error, match="row-level security"):
            do(insert, filled.case.pk, family_id)


def test_a_copy_of_the_database_holds_no_words(filled):
    with acting_as(filled.fatma.pk):
        rows = [row for table in TABLES for row in ask(f"select t::text from {table} t")]  # noqa: S608
        raw = [
            bytes(row[0])
            for table in TABLES[:4]
            for row in ask(f"select sealed from {table}")  # noqa: S608
        ]
    family = str(filled.village.family.pk)
    text = "\n".join(row[0] for row in rows).lower()
    assert [word for word in (*PLAIN, family) if word.lower() in text] == []
    assert [word for word in (*PLAIN, family) if any(word.encode() in one for one in raw)] == []
    assert all(len(one) > 512 for one in raw)  # filled up: a short word is as long as a page


def test_no_key_of_the_database_leads_from_the_vault_to_a_family(filled):
    """Removing a family meets no row here, so no error tells that there is one."""
    found = ask(
        "select conrelid::regclass::text from pg_constraint where contype = 'f' "
        "and conrelid::regclass::text like 'safeguarding%%' "
        "and confrelid::regclass::text not in ('access_user', 'access_organization') "
        "and confrelid::regclass::text not like 'safeguarding%%'"
    )
    assert found == []
    family = filled.village.family
    with acting_as(filled.fatma.pk):
        mine = ask(
            "select table_name from information_schema.columns where column_name = 'family_id' "
            "and table_name like 'safeguarding%%'"
        )
        assert mine == [("safeguarding_release",)]
        assert ask("select count(*) from safeguarding_release where family_id = %s", family.pk) == [
            (0,)
        ]


def test_what_was_moved_to_another_row_does_not_open(filled):
    with acting_as(filled.fatma.pk):
        (one, other) = ask("select id, sealed from safeguarding_entry limit 2")
    with pytest.raises(sealing.OfAnotherRow):
        sealing.opened(other[1], one[0])


def test_losing_the_care_relation_takes_nothing_from_the_keeper(filled):
    before = counts(filled.fatma)
    leaves_the_team(filled.village.family, filled.fatma)
    assert counts(filled.fatma) == before
