"""Steps say only where we are; a row of the balance knows silence from "not discussed"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.charts.balance import BalanceRow, Factor
from duizend.core.charts.steps import steps_until

SIX = ["een", "twee", "drie", "vier", "vijf", "zes"]


def test_the_current_step_is_now_and_those_before_it_are_done():
    states = [step.state for step in steps_until(SIX, 2)]
    assert states == ["done", "done", "now", "next", "next", "next"]


def test_after_the_last_step_all_are_done():
    assert {step.state for step in steps_until(SIX, 6)} == {"done"}


@pytest.mark.parametrize("current", [-1, 7])
def test_a_step_that_is_not_there_is_refused(current: int):
    with pytest.raises(ValueError, match="between 0 and 6"):
        steps_until(SIX, current)


@given(st.integers(0, 5))
def test_there_is_one_now(current: int):
    assert [step.state for step in steps_until(SIX, current)].count("now") == 1


def test_a_row_with_nothing_on_either_side_is_silent():
    assert BalanceRow("Wonen").silent
    assert not BalanceRow("Wonen", protective=[Factor("vaste woning")]).silent
