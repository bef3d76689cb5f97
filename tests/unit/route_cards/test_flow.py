"""The steps of a card as a picture."""

from itertools import pairwise

from duizend.route_cards.rules.flow import LEFT, RIGHT, FlowStep, draw


def shapes(*steps):
    return draw("Als: schulden", steps).shapes


def test_a_card_without_steps_shows_what_it_asks():
    flow = draw("Als: schulden", [])
    assert [shape.kind for shape in flow.shapes] == ["question"]
    assert flow.arrows == ()
    assert flow.height > flow.shapes[0].bottom


def test_nothing_overlaps_and_all_words_stand_inside():
    drawn = shapes(
        FlowStep("a", "1. Bespreken " * 6, ("u, of wie verwijst", "binnen 5 werkdagen")),
        FlowStep("b", "2. Bellen", (), "Alleen als: " + "rookt " * 20, ("a",)),
        FlowStep("c", "3. Terugbellen"),
    )
    assert [shape.kind for shape in drawn] == ["question", "step", "question", "step", "step"]
    for above, below in pairwise(drawn):
        assert above.bottom < below.top
    for shape in drawn:
        assert all(shape.top < line.y < shape.bottom for line in shape.words)
        assert all(LEFT <= float(x) <= RIGHT for x in shape.points.replace(",", " ").split()[::2])
        assert shape.height > 0


def test_arrows_follow_what_waits_and_else_the_order_of_reading():
    flow = draw(
        "Als: schulden",
        [
            FlowStep("a", "1"),
            FlowStep("b", "2", after=("a",)),
            FlowStep("c", "3"),
            FlowStep("d", "4", after=("a", "gone")),
            FlowStep("e", "5", after=("d", "a")),
            FlowStep("f", "6", only_when="rookt", after=("a",)),
        ],
    )
    straight = [arrow for arrow in flow.arrows if "H" not in arrow.path]
    aside = [arrow for arrow in flow.arrows if "H" in arrow.path]
    # To a, b, c, e and from the question before f; d waits for a only, past others.
    assert [arrow.waits for arrow in straight].count(False) == 1
    assert len(straight) == 5
    assert len(aside) == 3
    assert len({arrow.path.split("V")[0] for arrow in aside}) == 3
    assert (flow.width, flow.left, flow.box_width) == (340, LEFT, RIGHT - LEFT)
