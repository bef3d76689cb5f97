"""The pages of the pictures, as somebody walks them."""

import pytest

from tests.db.portraits.drawn import GOES_WELL, SEEN
from tests.people import signed_in


@pytest.mark.parametrize(
    "page",
    [
        "",
        "web/",
        "web/papier/",
        "driehoek/",
        "driehoek/papier/",
        "balans/",
        "balans/papier/",
    ],
)
def test_every_page_opens(drawn, page):
    response = signed_in(drawn.fatma).get(drawn.url(page))
    assert response.status_code == 200


def test_the_words_of_both_stand_beside_each_other(drawn):
    said = signed_in(drawn.fatma).get(drawn.url("driehoek/")).content.decode()
    assert GOES_WELL in said
    assert SEEN in said
