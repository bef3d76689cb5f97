"""Every table about families, asked directly; also one that somebody makes next year."""

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from duizend.access.rules import Role
from duizend.core.rls import acting_as
from duizend.referrals import actions
from duizend.referrals.models import Referral
from tests.people import make_family, make_user

# Tables about a family in another way than by a column `family_id`.
BESIDE = {
    "families_family",
    "referrals_disclosure",
    "referrals_referralevent",
    "safeguarding_case",
    "safeguarding_entry",
    "safeguarding_vaultevent",
    "safeguarding_releasereading",
}
NOBODY = ("sam", "petra", "ended", "inactive", "kim", "refused")


def ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def tables():
    found = ask(
        "select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid "
        "join pg_namespace n on n.oid = c.relnamespace "
        "where a.attname = 'family_id' and c.relkind in ('r', 'p') and n.nspname = 'public' "
        "and not a.attisdropped"
    )
    return sorted({row[0] for row in found} | BESIDE)


def columns(table):
    return {
        row[0]
        for row in ask(
            "select column_name from information_schema.columns "
            "where table_schema = 'public' and table_name = %s",
            table,
        )
    }


def count(table):
    return ask(f"select count(*) from {table}")[0][0]  # noqa: S608 - names from the catalogue


def test_there_are_tables():
    assert len(tables()) >= 20


def test_every_table_about_families_is_closed():
    for table in tables():
        enabled = ask("select relrowsecurity from pg_class where relname = %s", table)
        assert enabled == [(True,)], table
        policies = dict(
            ask(
                "select polcmd::text, count(*) from pg_policy p join pg_class c "
                "on c.oid = p.polrelid where c.relname = %s group by 1",
                table,
            )
        )
        assert {"r", "a", "w"} <= set(policies), table
        assert not {"d", "*"} & set(policies), f"rows of {table} can be deleted"


def test_every_table_that_points_at_families_is_counted():
    """A table that hangs on a row of care without `family_id` needs a policy too."""
    pointing = ask(
        "select distinct c.relname from pg_constraint f join pg_class c on c.oid = f.conrelid "
        "join pg_class t on t.oid = f.confrelid "
        "where f.contype = 'f' and t.relname = any(%s) and not c.relrowsecurity",
        tables(),
    )
    assert pointing == []


def test_views_do_not_look_past_the_policies():
    found = ask(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where n.nspname in ('public', 'rls') and c.relkind in ('v', 'm')"
    )
    assert found == []


def test_without_anybody_asking_there_are_no_rows(everything):
    with acting_as(None):
        assert {table: count(table) for table in tables() if count(table)} == {}


def test_everything_is_filled(everything):
    """The other tests here would prove nothing on empty tables."""
    with acting_as(everything.fatma.pk):
        empty = {table for table in tables() if not count(table)}
    # What was filled in at home nobody reads before the talk.
    # A notice is only read by whom it is for; nothing was moved; Fatma may keep no basis here.
    # Which contact answers her request for a home visit is of who gives that visit.
    assert empty <= {
        "beforehand_homeanswer",
        "visits_move",
        "consents_processingground",
        "prenatal_homevisit",
    }


@pytest.mark.parametrize("who", NOBODY)
def test_who_has_nothing_to_do_with_a_family_finds_no_rows(everything, who):
    with acting_as(everything.user(who).pk):
        found = {table: count(table) for table in tables()}
        # Whoever tried finds their own attempts, and the relation that has ended.
        mine = {"access_auditevent", "families_carerelation"}
        assert {table: n for table, n in found.items() if n and table not in mine} == {}
        strangers = ask(
            "select count(*) from families_carerelation where practitioner_id <> rls.user_id()"
        )
        assert strangers == [(0,)]
        assert ask("select count(*) from access_auditevent where agent_id <> rls.user_id()") == [
            (0,)
        ]


def test_nobody_deletes(everything):
    with acting_as(everything.fatma.pk):
        for table in tables():
            before = count(table)
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"delete from {table}")  # noqa: S608
                    assert cursor.rowcount == 0, table
            except Error:
                pass
            assert count(table) == before, table


# What says where a row belongs, who wrote it and who it is about: that never changes.
FIXED = {
    "family_id",
    "recorder_organization_id",
    "source_id",
    "sender_organization_id",
    "source_organization_id",
    "sender_id",
    "performer_id",
    "referral_id",
    "visit_id",
    "response_id",
    "person_id",
}


@pytest.mark.parametrize("column", sorted(FIXED | {"recorder_id"}))
def test_no_row_moves_to_another_family_or_organisation(everything, column):
    """Also not to a family that one works with as well."""
    fatma = everything.fatma
    other = make_family(fatma)
    moved = []
    with acting_as(fatma.pk):
        values = {
            "family_id": f"'{other.pk}'",
            "recorder_id": str(everything.noor.pk),
            "sender_id": str(everything.noor.pk),
            "referral_id": f"'{everything.ids['withdrawn_referral']}'",
            "visit_id": "(select id from visits_visit where status = 'planned')",
            "response_id": f"'{other.pk}'",
            "person_id": "(select id from families_person where "  # noqa: S608
            f"family_id = '{other.pk}' limit 1)",
        }
        for table in tables():
            if column not in columns(table) or not count(table):
                continue
            if (table, column) in MAY_CHANGE:
                continue
            value = values.get(column, str(everything.noor.organization_id))
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("set constraints all deferred")
                    cursor.execute(f"update {table} set {column} = {value}")  # noqa: S608
                    if cursor.rowcount:
                        moved.append(table)
                    transaction.set_rollback(True)
            except Error:
                pass
    assert moved == []


# Who last changed it; the history of who did so before stands in the log.
MAY_CHANGE = {
    ("questionnaires_answer", "recorder_id"),
    ("questionnaires_asking", "recorder_id"),
    ("questionnaires_opening", "recorder_id"),
    ("families_identifier", "recorder_id"),
    # A draft can still be for somebody else; the policy refuses it after sending.
    ("plans_plantask", "person_id"),
    # By which request of this very family it was handed on; the policy sees to that.
    ("intake_link", "referral_id"),
}


def test_an_ended_relation_is_not_opened_again(everything):
    ended = everything.ended
    with acting_as(ended.pk):
        for change in (
            "period_end = null",
            "period_end = now() + interval '1 day'",
            f"family_id = '{make_family(everything.fatma).pk}', period_end = null",
        ):
            try:
                with transaction.atomic():
                    ask(
                        f"update families_carerelation set {change} "  # noqa: S608
                        "where practitioner_id = rls.user_id() returning id"
                    )
            except Error:
                continue
            assert ask("select rls.families()") == [([],)], change


def test_emergency_access_cannot_be_stretched(everything):
    emergency = everything.emergency
    with acting_as(emergency.pk):
        for change in (
            "period_end = now() + interval '9 days'",
            "kind = 'care', period_end = null",
        ):
            with pytest.raises(Error), transaction.atomic():
                ask(
                    f"update families_carerelation set {change} "  # noqa: S608
                    "where practitioner_id = rls.user_id() returning id"
                )
        with pytest.raises(Error), transaction.atomic():
            ask(
                "insert into families_carerelation (id, family_id, practitioner_id, "
                "organization_id, kind, reason, period_start, period_end, recorder_id) values "
                "(gen_random_uuid(), %s, rls.user_id(), rls.organization_id(), 'emergency', 'x', "
                "now(), now() + interval '9 days', rls.user_id())",
                everything.family.pk,
            )


def test_who_changes_organisation_leaves_the_families_behind(everything):
    from duizend.access.models import User

    User.objects.filter(pk=everything.fatma.pk).update(organization=everything.sam.organization_id)
    with acting_as(everything.fatma.pk):
        assert ask("select rls.families()") == [([],)]


def test_nobody_writes_in_the_log_for_another_organisation(everything):
    sam = everything.sam
    with acting_as(sam.pk), pytest.raises(Error), transaction.atomic():
        ask(
            "insert into access_auditevent (recorded, agent_id, agent_organization_id, action, "
            "outcome, entity, category, reason, emergency) values (now(), %s, %s, 'x', 'success', "
            "'', '', '', false) returning id",
            sam.pk,
            everything.fatma.organization_id,
        )


@pytest.mark.parametrize(
    "change",
    [
        "update access_user set role = 'midwife' where id = %s",
        "update access_user set organization_id = organization_id + 1 where id = %s",
        "update access_user set is_active = true where not is_active or id = %s",
        "delete from access_user where id = %s",
        "update access_organization set kind = 'midwifery_practice' where %s is not null",
    ],
)
def test_nobody_who_signed_in_gives_themselves_another_role(everything, change):
    """The policies look at roles and organisations: whoever sets those sets everything."""
    student = everything.student
    refused = pytest.raises(Error, match="set by the installation")
    with acting_as(student.pk), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change, [student.pk])


def test_the_log_does_not_tell_a_student_that_safety_was_spoken_of(everything):
    for who in ("student", "assistant", "noor"):
        with acting_as(everything.user(who).pk):
            found = ask(
                "select action, reason from access_auditevent where agent_id <> rls.user_id() "
                "and (category = 'safety' or reason ilike '%%veiligheid%%')"
            )
        assert found == [], who


def test_a_student_does_not_see_what_safety_was_asked_for(everything):
    for who in ("student", "assistant", "withdrawn"):
        with acting_as(everything.user(who).pk):
            assert ask("select id from consents_consent where 'safety' = any(categories)") == []


def test_nobody_takes_a_referral_in_the_place_of_who_took_it(everything):
    """Who took it may join the family; a colleague of theirs has no ground for that."""
    ruud, referral = everything.ruud, everything.ids["referral_id"]
    mieke = make_user("Mieke Smit", ruud.organization, Role.SOCIAL_WORKER)
    appoint = "update referrals_referral set taken_by_id = %s, taken_at = now() where id = %s"
    refused = pytest.raises(Error, match="stays as it was")
    with acting_as(mieke.pk), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(appoint, [ruud.pk, referral])
    with acting_as(ruud.pk):
        actions.take(Referral.objects.get(pk=referral), by=ruud, at=timezone.now())
    with acting_as(mieke.pk), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(appoint, [mieke.pk, referral])
