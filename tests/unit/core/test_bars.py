from duizend.core.charts.bars import Bar, drawn


def test_the_longest_bar_fills_the_line():
    assert [(bar.label, bar.value, bar.percent) for bar in drawn([Bar("a", 10), Bar("b", 15)])] == [
        ("a", 10, 66.7),
        ("b", 15, 100.0),
    ]


def test_nothing_counted_is_no_length():
    assert drawn([]) == []
    assert [bar.percent for bar in drawn([Bar("a", 0)])] == [0.0]
