"""The eleven-test. 111222333 is the number of the public description; 9999xxxxx test numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.families.rules.bsn import WEIGHTS, masked, normalised, passes_eleven_test

nine_digits = st.text("0123456789", min_size=9, max_size=9)


def weighted(eight):
    """The sum of the eleven-test over the first eight digits; the ninth must make it fit."""
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS[:8], eight, strict=True))


real = (
    st.text("0123456789", min_size=8, max_size=8)
    .filter(lambda eight: weighted(eight) > 10 and weighted(eight) % 11 < 10)
    .map(lambda eight: f"{eight}{weighted(eight) % 11}")
)


@pytest.mark.parametrize(
    ("number", "passes"),
    [
        ("111222333", True),  # the known test number of the elfproef
        ("123456782", True),  # 9+16+21+24+25+24+21+16-2 = 154 = 14 x 11
        ("999999990", True),  # of the 9999 test series: 9 x 44 = 396 = 36 x 11
        ("123456789", False),
        ("111222334", False),
        ("000000000", False),  # the sum must be more than nothing
    ],
)
def test_examples(number, passes):
    assert passes_eleven_test(number) is passes


@given(real)
def test_a_number_that_fits_passes(number):
    assert passes_eleven_test(number)


@given(real, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number, place, step):
    wrong = str((int(number[place]) + step) % 10)
    assert not passes_eleven_test(number[:place] + wrong + number[place + 1 :])


@given(real, st.integers(0, 7))
def test_two_neighbours_swapped_never_pass(number, place):
    here, next_to_it = number[place], number[place + 1]
    swapped = number[:place] + next_to_it + here + number[place + 2 :]
    assert passes_eleven_test(swapped) is (here == next_to_it)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("111222333", "111222333"),
        ("111.222.333", "111222333"),
        (" 1112 22333 ", "111222333"),
        ("12345678", "012345678"),
    ],
)
def test_as_it_is_typed(typed, kept):
    assert normalised(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "1234567", "1234567890", "11122233a", "١١١٢٢٢٣٣٣", "-11222333"]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError, match="digits"):
        normalised(typed)


@given(nine_digits)
def test_only_the_last_three_show(number):
    assert masked(number) == "••••••" + number[-3:]
