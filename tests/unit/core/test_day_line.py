"""The thousand-day line keeps its order, stays inside itself, and its words never touch."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.charts.day_line import (
    LETTER_ON_DESK,
    LETTER_ON_PHONE,
    DayLine,
    Event,
    Mark,
    draw,
    label_at,
    place,
    reach,
)

days = st.integers(min_value=-1000, max_value=3000)
words = st.text(alphabet="abc ·", min_size=1, max_size=40)
marks = st.lists(st.builds(Mark, day=days, label=words), max_size=8)
events = st.lists(st.builds(Event, day=days, label=words, done=st.booleans()), max_size=12)


def family_line(today: int | None = -88) -> DayLine:
    return DayLine(
        first=-280,
        last=730,
        today=today,
        today_label="vandaag · 27 weken en 3 dagen",
        words="Dag 192 van de eerste duizend dagen.",
        marks=[Mark(-280, "begin"), Mark(0, "geboorte"), Mark(365, "1 jaar"), Mark(730, "2 jaar")],
        events=[Event(10, "Overdracht", False), Event(-120, "Afweging", True)],
    )


def test_birth_stands_where_280_of_1010_days_have_passed():
    assert place(0, -280, 730) == pytest.approx(27.72)


def test_days_outside_the_line_stand_at_its_ends():
    assert place(-400, -280, 730) == 0
    assert place(900, -280, 730) == 100


def test_a_line_without_length_is_refused():
    with pytest.raises(ValueError, match="must come after"):
        DayLine(first=5, last=5, today=None, today_label="", words="")


def test_a_family_line_shows_all_its_marks_on_desk_and_on_phone():
    drawing = draw(family_line())
    assert {label.text for label in drawing.on_desk.marks} == {
        "begin",
        "geboorte",
        "1 jaar",
        "2 jaar",
    }
    assert {label.text for label in drawing.on_phone.marks} == {
        label.text for label in drawing.on_desk.marks
    }


def test_events_come_in_order_of_days_and_the_first_open_one_is_next():
    drawing = draw(family_line())
    assert [point.event.label for point in drawing.points] == ["Afweging", "Overdracht"]
    assert drawing.coming is not None
    assert drawing.coming.label == "Overdracht"


def test_without_today_nothing_is_drawn_as_now():
    drawing = draw(family_line(today=None))
    assert drawing.today is None
    assert drawing.on_phone.today is None


def test_the_words_of_today_move_inside_the_line_near_its_ends():
    near_begin = draw(family_line(today=-270)).on_phone.today
    near_end = draw(family_line(today=725)).on_phone.today
    assert near_begin is not None
    assert (near_begin.x, near_begin.anchor) == (0, "start")
    assert near_end is not None
    assert (near_end.x, near_end.anchor) == (100, "end")


@given(one=days, other=days, first=days, length=st.integers(1, 4000))
def test_later_days_never_stand_before_earlier_ones(one: int, other: int, first: int, length: int):
    early, late = sorted((one, other))
    places = place(early, first, first + length), place(late, first, first + length)
    assert 0 <= places[0] <= places[1] <= 100


@given(text=st.text(alphabet="ab", min_size=1, max_size=30), x=st.floats(0, 100))
def test_words_that_fit_the_line_stay_inside_it(text: str, x: float):
    start, end = reach(label_at(text, x, LETTER_ON_PHONE), LETTER_ON_PHONE)
    assert start >= 0 or len(text) * LETTER_ON_PHONE > 100
    assert end <= 100.0001 or len(text) * LETTER_ON_PHONE > 100


@given(marks=marks, events=events, today=st.none() | days)
def test_words_under_the_line_never_touch(
    marks: list[Mark], events: list[Event], today: int | None
):
    line = DayLine(-280, 730, today, "vandaag", "", marks=marks, events=events)
    drawing = draw(line)
    for layer, letter in (
        (drawing.on_desk, LETTER_ON_DESK),
        (drawing.on_phone, LETTER_ON_PHONE),
    ):
        for one, other in combinations(layer.marks, 2):
            (start, end), (other_start, other_end) = reach(one, letter), reach(other, letter)
            assert end <= other_start or other_end <= start


@given(marks=marks, events=events)
def test_every_event_and_mark_is_drawn_once(marks: list[Mark], events: list[Event]):
    drawing = draw(DayLine(-280, 730, 0, "vandaag", "", marks=marks, events=events))
    assert len(drawing.points) == len(events)
    assert len(drawing.marks) == len(marks)
    assert all(0 <= point.x <= 100 for point in drawing.points)
