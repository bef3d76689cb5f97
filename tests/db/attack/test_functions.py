"""The functions that look past the policies: what they tell to somebody who guesses well."""

import pytest
from django.db import connection

from duizend.core.rls import acting_as
from duizend.families.rules.names import trigrams
from tests.db.attack.test_tables import ask

OUTSIDE = ("sam", "petra", "refused", "inactive")


def test_each_runs_as_the_owner_with_a_fixed_path_and_not_for_everybody():
    functions = ask(
        "select p.oid::regprocedure::text, prosecdef, proconfig, "
        "has_function_privilege('public', p.oid, 'execute'), prorettype::regtype::text "
        "from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'rls'"
    )
    assert len(functions) >= 15
    for name, definer, settings, public, returns in functions:
        assert settings == ["search_path=pg_catalog, public"], name
        assert definer or returns == "trigger", name
        assert not public, name


def test_nothing_else_looks_past_the_policies():
    assert (
        ask(
            "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
            "where prosecdef and n.nspname not in ('rls', 'tests', 'pg_catalog')"
        )
        == []
    )


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_learns_anything_by_asking_them(everything, who):
    family, fatma = everything.family.pk, everything.fatma
    wieg, here = fatma.organization_id, everything.ruud.organization_id
    questions = {
        "families()": (),
        "organization_knows(%s)": (family,),
        "registered_here(%s)": (family,),
        "cares_for(%s)": (family,),
        "others_work_with(%s)": (family,),
        "still_cares(%s, %s)": (family, fatma.pk),
        "is_colleague(%s)": (fatma.pk,),
        "sees(%s, 'money', %s)": (family, wieg),
        "sees(%s, 'safety', %s)": (family, wieg),
        "consented(%s, %s, %s, 'contact')": (family, wieg, here),
        "may_join(%s, %s, 'care')": (family, everything.user(who).pk),
        "may_join(%s, %s, 'emergency')": (family, everything.user(who).pk),
        "reads_disclosure(%s, 'contact', null)": (everything.ids["referral_id"],),
        "reads_disclosure(%s, 'contact', now())": (everything.ids["referral_id"],),
        "changes_disclosure(%s, 'contact')": (everything.ids["referral_id"],),
        "reads_history(%s)": (everything.ids["referral_id"],),
        "coordinates(%s)": (family,),
        "directs(%s)": (everything.ids["silent_id"],),
        "reads_note(%s)": (everything.ids["silent_id"],),
        "reads_case(%s)": (everything.ids["case_id"],),
        "keeps_case(%s)": (everything.ids["case_id"],),
        "may_safeguard_here(%s)": (fatma.pk,),
        "is_safeguarding_officer()": (),
        "owns_flag(%s)": (everything.ids["flag_id"],),
        "mark_flags(%s, '{}', now())": (everything.ids["flag_reference"],),
        "desks()": (),
        "is_new_worry(%s)": (everything.ids["item_id"],),
        "waits_at(%s, %s)": (everything.ids["item_id"], 1),
        "is_consulted(%s, null, 'obstetrician', '')": (fatma.pk,),
    }
    with acting_as(everything.user(who).pk):
        told = {
            question: answer
            for question, values in questions.items()
            if (answer := ask(f"select rls.{question}", *values)) not in ([(False,)], [([],)])
        }
        assert told == {}
        if not everything.user(who).sees_region:
            assert ask("select * from rls.repeated_questions()") == []
            assert ask("select * from rls.unmet_needs()") == []
            assert ask("select * from rls.home_visits_of_region()") == []
        asked_visit = everything.ids["home_visit_request"]
        assert ask("select * from rls.home_visits_of(%s)", asked_visit) == []
        assert ask("select rls.people_with_something_waiting('2030-01-01')") == []
        assert ask("select * from rls.silent_questions()") == []
        assert ask("select * from rls.silent_around_me()") == []
        # With so few families there is no figure, for a region either.
        assert ask("select * from rls.help_figures()") == []
        far = ["2030-01-01"] * 4
        assert ask("select rls.escalate(now(), %s::date[])", far) == []
        assert ask("select rls.people_with_something_late_at_a_desk('2030-01-01')") == []
        assert ask("select rls.consulted(%s)", everything.ids["consultation_id"]) == []
        assert ask("select rls.erase_unlinked('2030-01-01')") == [(0,)]
        asked = sorted(trigrams("Zwaantje Quadvlieg"))
        assert ask("select * from rls.possible_duplicates(%s, '1997-03-09')", asked) == []
        assert ask("select * from rls.possible_duplicates(%s, null)", asked) == []


@pytest.mark.parametrize("who", ["sam", "kim"])
def test_a_family_that_exists_answers_as_one_that_does_not(everything, who):
    """A guess at an id is answered the same, whether it is somebody's or nobody's."""
    user = everything.user(who)
    for question in (
        "others_work_with(%s)",
        "cares_for(%s)",
        "may_join(%s, rls.user_id(), 'care')",
    ):
        with acting_as(user.pk):
            known = ask(f"select rls.{question}", everything.family.pk)
            unknown = ask(f"select rls.{question}", "11111111-1111-4111-8111-111111111111")
        assert known == unknown == [(False,)], question


def test_a_colleague_who_registers_hears_whom_to_ask_and_no_more(everything):
    asked = sorted(trigrams("Zwaantje Quadvlieg"))
    with acting_as(everything.kim.pk):
        found = ask("select * from rls.possible_duplicates(%s, '1997-03-09')", asked)
    assert found == [(None, "Fatma Aydin")]


def test_a_receiver_whose_consent_ended_reads_nothing_of_what_was_told(everything):
    with acting_as(everything.withdrawn.pk):
        assert ask("select count(*) from referrals_disclosure") == [(0,)]
        referral = everything.ids["withdrawn_referral"]
        assert ask("select rls.reads_disclosure(%s, 'contact', null)", referral) == [(False,)]
        with connection.cursor() as cursor:
            # Marking it as received would make it one's own for good.
            cursor.execute("update referrals_disclosure set received_at = now()")
            assert cursor.rowcount == 0


def test_a_region_is_told_nothing_of_one_family(everything):
    """Petra leads the programme here; with one family in it there is no figure at all."""
    with acting_as(everything.petra.pk):
        told = ask("select municipality, low, high, families from rls.repeated_questions()")
        visits = ask(
            "select municipality, proposed, consented, visited from rls.home_visits_of_region()"
        )
    assert told == visits == [("Aa en Hunze", None, None, None)]
    for who in ("fatma", "sam", "inactive", "student"):
        with acting_as(everything.user(who).pk):
            assert ask("select * from rls.repeated_questions()") == []
    with acting_as(None):
        assert ask("select * from rls.repeated_questions()") == []
