"""The balance: strengths beside what weighs, never a total."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.charts.balance import BalanceRow
from duizend.signals.rules.balance import Domain, Pill, balance, difference
from duizend.signals.rules.codes import (
    is_day_of_talk,
    is_day_to_weigh_again,
    proposed_day_to_weigh_again,
)

MONEY = Domain("money", "Geld en werk")
NETWORK = Domain("network", "Netwerk en relatie")
SAFETY = Domain("safety", "Veiligheid", restricted=True)
DOMAINS = (MONEY, NETWORK, SAFETY)
DEBTS = Pill("debts", "schulden", "risk", "money")
PARTNER = Pill("involved_partner", "betrokken partner", "protective", "network")
VIOLENCE = Pill("domestic_violence", "geweld", "risk", "safety", restricted=True)
INTERPRETER = Pill("interpreter_wanted", "wil graag een tolk", "neutral", "money")
TODAY = date(2026, 11, 23)


def test_each_life_domain_has_what_protects_and_what_weighs():
    money, network = balance(DOMAINS, [DEBTS, PARTNER, DEBTS], discussed=())
    assert [factor.label for factor in money.risk] == ["schulden"]
    assert not money.protective
    assert [factor.label for factor in network.protective] == ["betrokken partner"]


def test_not_discussed_is_not_the_same_as_nothing_mentioned():
    money, network = balance(DOMAINS, [], discussed={"money"})
    assert money.discussed
    assert not network.discussed


def test_a_shielded_life_domain_is_there_only_with_something_in_it():
    assert [row.label for row in balance(DOMAINS, [], discussed={"safety"})] == [
        "Geld en werk",
        "Netwerk en relatie",
    ]
    assert balance(DOMAINS, [VIOLENCE], discussed=())[-1].risk[0].shielded


def test_what_is_only_good_to_know_weighs_nothing():
    [money, _network] = balance(DOMAINS, [INTERPRETER], discussed=())
    assert money.silent
    assert money.discussed


pills = st.sampled_from([DEBTS, PARTNER, VIOLENCE, INTERPRETER])


@given(st.lists(pills), st.sets(st.sampled_from(["money", "network", "safety"])))
def test_a_row_holds_words_and_no_number(given_pills, discussed):
    rows = balance(DOMAINS, given_pills, discussed)
    assert rows == balance(DOMAINS, [*given_pills, *given_pills], discussed)
    for row in rows:
        assert not any(
            isinstance(getattr(row, f.name), int | float)
            for f in fields(BalanceRow)
            if f.name != "discussed"
        )


@given(st.sets(st.text(max_size=3)), st.sets(st.text(max_size=3)))
def test_a_difference_leads_from_one_to_the_other(before, after):
    found = difference(before, after)
    assert (before - found.gone) | found.new == after
    assert not found.new & found.gone


@pytest.mark.parametrize(("days", "holds"), [(0, True), (-31, True), (-32, False), (1, False)])
def test_a_talk_was_in_the_past_month(days, holds):
    assert is_day_of_talk(TODAY + timedelta(days=days), TODAY) is holds


@pytest.mark.parametrize(("days", "holds"), [(0, False), (1, True), (366, True), (367, False)])
def test_people_weigh_again_within_a_year(days, holds):
    assert is_day_to_weigh_again(TODAY + timedelta(days=days), TODAY) is holds


def test_six_weeks_is_the_proposal():
    assert proposed_day_to_weigh_again(TODAY) == date(2027, 1, 4)
