"""Icons: known names only, and markup that needs no colour of its own."""

import pytest

from duizend.core.icons import ICONS, icon_shape


def test_an_unknown_icon_is_refused_with_the_names_that_exist():
    with pytest.raises(ValueError, match=r"no icon 'unicorn'.*weigh"):
        icon_shape("unicorn")


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_a_shape_without_colour_or_script(name: str):
    shape = icon_shape(name)
    assert shape.startswith("<")
    for word in ("fill=", "stroke=", "style", "script", "href"):
        assert word not in shape
