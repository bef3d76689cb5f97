"""The components in a real browser: no barriers, nothing sent twice, no answer lost."""

import re

import pytest

FORM = "form[data-autosave]"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_gallery_has_no_barriers_and_fits_the_screen(page, axe, shot, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/componenten/")

    axe(page)
    shot(page, "components")
    too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(too_wide) is False


def test_nothing_on_the_gallery_breaks_the_content_security_policy(page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto("/componenten/")
    page.wait_for_load_state("networkidle")

    assert complaints == []


def test_everything_to_press_is_large_enough_for_a_thumb(page):
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto("/componenten/")

    heights = page.eval_on_selector_all(
        "main button, main .nl-button, main summary, main .dz-option, main input:not([type=hidden])"
        ":not(.dz-tick), main select, main textarea",
        "shapes => shapes.filter(s => s.checkVisibility())"
        ".map(s => [s.outerHTML.slice(0, 80), s.getBoundingClientRect().height])",
    )

    assert len(heights) > 20
    assert [shape for shape, height in heights if height < 43.9] == []


def test_the_first_press_of_tab_offers_to_skip_the_menu(page):
    page.goto("/account/password/reset/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
    assert page.locator(".dz-skip").bounding_box()["width"] > 40


def test_a_refused_button_sends_nothing(page):
    page.goto("/componenten/", wait_until="networkidle")
    sent = []
    page.on("request", lambda request: sent.append(request.url))

    refused = page.get_by_role("button", name="Delen met schuldhulp")
    refused.click(force=True)
    refused.press("Enter")

    assert sent == []
    assert "nog geen toestemming" in page.locator(".dz-blocked__why").first.inner_text()


def test_a_form_is_sent_once_however_often_one_presses(page):
    page.goto("/componenten/")
    sent = []

    def stay(route):
        sent.append(route.request.post_data)
        route.fulfill(status=204)

    page.route("**/twee-keer/", stay)
    page.evaluate("document.querySelector('.dz-one-button').action = '/twee-keer/'")

    for _press in range(3):
        page.evaluate("document.querySelector('.dz-one-button button').click()")
        page.wait_for_timeout(100)

    assert len(sent) == 1
    assert page.locator(".dz-one-button button").get_attribute("aria-busy") == "true"


def autosaving(page, answers: list[int]) -> list[str]:
    """Make the gallery's form save itself; the server answers with these statuses in turn."""
    bodies: list[str] = []

    def answer(route):
        bodies.append(route.request.post_data or "")
        route.fulfill(status=answers[min(len(bodies), len(answers)) - 1], body="")

    page.route("**/bewaar/", answer)
    page.goto("/componenten/")
    page.evaluate(
        """selector => {
          const form = document.querySelector(selector);
          form.setAttribute('hx-post', '/bewaar/');
          form.setAttribute('hx-trigger', 'change');
          form.setAttribute('hx-swap', 'none');
          htmx.process(form);
        }""",
        FORM,
    )
    return bodies


def write_name(page, name: str) -> None:
    field = page.locator(f"{FORM} input[name=name]")
    field.fill(name)
    field.dispatch_event("change")


def test_an_answer_is_saved_and_says_so(page):
    bodies = autosaving(page, [200])
    write_name(page, "Amina")

    page.get_by_text("Bewaard", exact=True).wait_for()
    assert "name=Amina" in bodies[0]


def test_an_answer_that_does_not_arrive_is_sent_again(page):
    bodies = autosaving(page, [500, 200])
    write_name(page, "Amina")

    page.get_by_text(re.compile("Nog niet bewaard. We blijven")).wait_for()
    page.get_by_text("Bewaard", exact=True).wait_for(timeout=8000)
    assert len(bodies) == 2
    assert "name=Amina" in bodies[1]


def test_a_refusal_is_not_asked_again_and_again(page):
    bodies = autosaving(page, [403])
    write_name(page, "Amina")

    page.wait_for_timeout(3000)
    assert len(bodies) == 1
