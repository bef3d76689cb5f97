"""What the family looks at too: a screen that is turned, a summary, paper, a file."""

import pytest
from django.urls import reverse

from tests.db.attack.conftest import SAFETY_LABELS, SHIELDED
from tests.db.attack.test_doors import browser, everything_sent, found


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("signals:appraise", "?samen=1"),
        ("plans:paper", ""),
        ("questionnaires:summary", ""),
    ],
)
def test_nothing_shielded_stands_on_a_screen_that_is_shared(everything, name, query):
    """Fatma may see it all; who sits beside her may be the one it is about."""
    client, ids = browser(everything, "fatma"), everything.ids
    arguments = [everything.family.pk]
    if name == "questionnaires:summary":
        arguments += ["startgesprek", ids["response_id"]]
    said = everything_sent(client.get(reverse(name, args=arguments) + query))
    assert found(said, (*SHIELDED, *SAFETY_LABELS, "klompenpad", "wolfsmelk")) == []
    assert found(said, [str(ids["shielded_goal"]), str(ids["shielded_signal"])]) == []


def test_she_does_see_it_on_her_own_screen(everything):
    """Without this the test above would prove nothing."""
    client = browser(everything, "fatma")
    said = "".join(
        everything_sent(client.get(reverse(name, args=[everything.family.pk])))
        for name in ("signals:list", "signals:appraise", "plans:plan", "pathways:route")
    )
    assert set(found(said, SAFETY_LABELS)) == set(SAFETY_LABELS)
    assert "salamandersteen" in said
