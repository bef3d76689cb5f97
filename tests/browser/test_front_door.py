"""What anyone meets before signing in, and whether the product gets up again."""

import pytest


@pytest.mark.parametrize("width", [360, 1280])
def test_the_sign_in_page_has_no_barriers(page, axe, shot, width):
    page.set_viewport_size({"width": width, "height": 800})

    page.goto("/")

    assert "/account/login/" in page.url
    axe(page)
    shot(page, "sign-in")


def test_a_killed_web_server_comes_back(page, product):
    page.goto("/")
    before = (product.var / "web.pid").read_text()

    product.kill_web()
    product.wait_until_up()

    page.reload()
    assert page.locator("form").first.is_visible()
    assert (product.var / "web.pid").read_text() != before
