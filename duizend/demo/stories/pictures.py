"""What Amina and Karim drew: two webs and two triangles, so that there is a then and a now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid4

from duizend.demo.stories.telling import Teller
from duizend.families.models import Family, Person
from duizend.portraits import actions
from duizend.portraits.actions import Words
from duizend.portraits.rules.codes import Picture
from duizend.signals import actions as signals
from duizend.signals.models import Signal

Said = tuple[str, str, Words]
FIRST_WEB = {
    "web_lijf": 5,
    "web_gevoel": 4,
    "web_wonen": 3,
    "web_mensen": 4,
    "web_dag": 3,
    "web_regelen": 4,
    "web_ouder": 8,
    "web_geld": 2,
}
SECOND_WEB = FIRST_WEB | {"web_gevoel": 6, "web_mensen": 7, "web_dag": 6, "web_geld": 4}
FIRST_TRIANGLE: Sequence[Said] = (
    ("kind_spel", "parent", Words("Lina speelt graag buiten met Els", "", "")),
    ("ouder_samen", "parent", Words("Karim en ik staan er samen voor", "", "")),
    ("ouder_gevoel", "parent", Words("", "Iemand om mee te praten", "soon")),
    ("om_geld", "parent", Words("", "Uitleg bij de brieven", "now")),
    ("om_geld", "professional", Words("Jullie bewaren alles", "Eerst overzicht", "soon", "debts")),
)
SECOND_TRIANGLE: Sequence[Said] = (
    ("kind_komst", "parent", Words("De baby beweegt veel", "Weten hoe de bevalling gaat", "soon")),
    ("kind_spel", "parent", Words("Lina helpt al met de babykleren", "", "")),
    ("ouder_samen", "parent", Words("Karim gaat mee naar elke afspraak", "", "")),
    ("ouder_gevoel", "parent", Words("Praten met Els helpt", "", "")),
    ("ouder_gevoel", "professional", Words("Amina zegt het als het te veel is", "", "")),
    ("om_mensen", "parent", Words("Woensdag naar het Mamacafé", "", "")),
    ("om_huis", "parent", Words("De buren zijn lief", "Een plek voor het bedje", "can_wait")),
    ("om_geld", "parent", Words("De Brug komt thuis", "Weten wat er overblijft", "soon")),
    (
        "om_geld",
        "professional",
        Words("Eén map met alles erin", "Toeslag aanvragen", "now", "debts"),
    ),
)


def tell(teller: Teller, family: Family) -> None:
    with teller.being("Fatma"):
        amina = Person.objects.get(family=family, given_name="Amina")
    _slept_badly(teller, family)
    _web(teller, family, amina, FIRST_WEB, "Noor", 34)
    _triangle(teller, family, FIRST_TRIANGLE, "Noor", 34)
    _web(teller, family, amina, SECOND_WEB, "Noor", 4)
    _triangle(teller, family, SECOND_TRIANGLE, "Noor", 4)


def _slept_badly(teller: Teller, family: Family) -> None:
    """Something that was so for a while, and no longer is; and something that came."""
    teller.notice(family, ["sleep_problems"], "Noor", 30)
    teller.notice(family, ["peer_contact"], "Noor", 12)
    with teller.being("Noor") as noor:
        slept = Signal.objects.get(family=family, concept="sleep_problems")
        signals.resolve(slept, by=noor, at=teller.ago(8))


def _web(
    teller: Teller, family: Family, who: Person, marks: Mapping[str, int], name: str, days: int
) -> None:
    at = teller.ago(days)
    with teller.being(name) as by:
        portrait = actions.start(uuid4(), family, Picture.WEB, who, by=by, at=at)
        for theme, value in marks.items():
            actions.set_mark(portrait.pk, theme, value, by=by, at=at)
        actions.finish(portrait, by=by, at=at)


def _triangle(teller: Teller, family: Family, said: Sequence[Said], name: str, days: int) -> None:
    at = teller.ago(days)
    with teller.being(name) as by:
        portrait = actions.start(uuid4(), family, Picture.TRIANGLE, by=by, at=at)
        for theme, voice, words in said:
            actions.say(portrait.pk, theme, voice, words, was=None, by=by, at=at)
        actions.finish(portrait, by=by, at=at)
