"""Where the same help seems to be there more than once: three rules, each said aloud."""

from hypothesis import given
from hypothesis import strategies as st

from duizend.palette.rules.offered import Offered
from duizend.palette.rules.overlap import ENOUGH, Alike, overlaps
from tests.unit.palette.test_matrix import offered

FEEDING = {
    "life_domains": ("child",),
    "forms": ("group",),
    "intensity": "light",
    "phases": ("pregnancy", "postpartum"),
}


def codes(found):
    return [{one.code for one in overlap.offers} for overlap in found]


def test_the_example_of_the_source_three_parties_about_breastfeeding():
    """Source 002: a municipality bought information on breastfeeding from three parties."""
    [found] = overlaps([offered(code, **FEEDING) for code in ("kraamzorg", "jgz", "vereniging")])
    assert found.alike is Alike.KIND
    assert found.organizations == 3
    assert found.life_domains == ["child"]
    assert found.forms == ["group"]
    assert found.phases == ["pregnancy", "postpartum"]
    assert found.municipalities == ["A"]
    assert found.intensity == "light"
    assert not found.fathers
    assert found.words == []


def test_two_of_a_kind_are_not_said():
    assert overlaps([offered(code, **FEEDING) for code in ("een", "twee")]) == []


def test_three_of_one_organisation_are_not_said():
    assert (
        overlaps([offered(c, organization="jgz", **FEEDING) for c in ("een", "twee", "drie")]) == []
    )


def test_any_difference_makes_another_kind():
    for other in (
        {"life_domains": ("money",)},
        {"phases": ("child",)},
        {"forms": ("home",)},
        {"intensity": "intensive"},
        {"intensity": ""},
        {"for_fathers": True},
        {"municipalities": frozenset({"B"})},
    ):
        rows = [offered("een", **FEEDING), offered("twee", **FEEDING)]
        assert overlaps([*rows, offered("drie", **{**FEEDING, **other})]) == [], other


def test_the_same_way_of_helping_by_two_is_said():
    same = {"interventions": frozenset({"Home-Start"})}
    [found] = overlaps([offered("een", **same), offered("twee", **same), offered("drie")])
    assert found.alike is Alike.INTERVENTION
    assert found.words == ["Home-Start"]
    assert codes([found]) == [{"een", "twee"}]


def test_the_same_goal_and_group_by_two_is_said_whatever_the_capitals():
    rows = [
        offered("een", goal="Rust in huis.", for_whom="Jonge ouders"),
        offered("twee", goal="rust  in huis", for_whom="jonge ouders."),
        offered("drie", goal="Rust in huis", for_whom="Vaders"),
        offered("vier", goal="Rust in huis"),
    ]
    [found] = overlaps(rows)
    assert found.alike is Alike.WORDS
    assert codes([found]) == [{"een", "twee"}]


def test_the_same_offers_in_two_places_are_said_once():
    both = {**FEEDING, "municipalities": frozenset({"A", "B"})}
    [found] = overlaps([offered(code, **both) for code in ("een", "twee", "drie")])
    assert sorted(found.municipalities) == ["A", "B"]


def test_who_stands_in_a_larger_group_is_not_said_again():
    rows = [offered(code, **FEEDING) for code in ("een", "twee", "drie")]
    also = {**FEEDING, "phases": ("pregnancy",)}
    assert codes(overlaps([*rows, offered("vier", **also)])) == [{"een", "twee", "drie", "vier"}]


def test_the_plainest_reason_comes_first_and_then_the_largest():
    same = {"interventions": frozenset({"Home-Start"})}
    rows = [
        offered("een", **same),
        offered("twee", **same),
        *(offered(f"v{n}", **FEEDING) for n in range(3)),
        *(offered(f"g{n}", **{**FEEDING, "life_domains": ("money",)}) for n in range(4)),
    ]
    assert [(one.alike, len(one.offers)) for one in overlaps(rows)] == [
        (Alike.INTERVENTION, 2),
        (Alike.KIND, 4),
        (Alike.KIND, 3),
    ]


OFFERS = st.lists(
    st.builds(
        Offered,
        code=st.uuids().map(str),
        name=st.sampled_from(["Groep", "Maatje", "Coach"]),
        organization=st.sampled_from("abcd"),
        municipalities=st.frozensets(st.sampled_from("AB"), min_size=1),
        life_domains=st.lists(st.sampled_from(["money", "child"]), unique=True).map(tuple),
        phases=st.lists(st.sampled_from(["pregnancy", "child"]), unique=True).map(tuple),
        forms=st.lists(st.sampled_from(["home", "group"]), unique=True).map(tuple),
        intensity=st.sampled_from(["", "light", "regular"]),
        goal=st.sampled_from(["", "Rust"]),
        for_whom=st.sampled_from(["", "Vaders"]),
        for_fathers=st.booleans(),
        interventions=st.frozensets(st.sampled_from(["Home-Start", "VoorZorg"])),
    ),
    max_size=9,
    unique_by=lambda one: one.code,
)


@given(OFFERS)
def test_what_is_said_is_true_of_every_offer_in_it(offers):
    for found in overlaps(offers):
        assert found.organizations >= ENOUGH[found.alike]
        for shared in found.shared:
            for one in found.offers:
                assert shared.municipality in one.municipalities
                assert shared.phase in one.phases
                assert not shared.life_domain or shared.life_domain in one.life_domains
                assert not shared.form or shared.form in one.forms
                if found.alike is Alike.KIND:
                    assert (shared.intensity, shared.fathers) == (one.intensity, one.for_fathers)


@given(OFFERS, st.randoms())
def test_the_order_of_the_menu_does_not_matter(offers, chance):
    turned = list(offers)
    chance.shuffle(turned)
    assert {(one.alike, frozenset(o.code for o in one.offers)) for one in overlaps(offers)} == {
        (one.alike, frozenset(o.code for o in one.offers)) for one in overlaps(turned)
    }
