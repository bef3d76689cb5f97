"""Components say what they are, to eyes and to screen readers; and they escape what people type."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory

from duizend.core.charts.balance import BalanceRow, Factor
from duizend.core.charts.steps import steps_until
from duizend.core.choices import WordedChoice
from duizend.core.gallery import FAMILY_LINE
from duizend.core.inputs import DayInput
from duizend.core.permissions import NotAllowed

EVIL = "<script>alert(1)</script>"


def show(source: str, request: HttpRequest | None = None, **context: object) -> str:
    return Template(source).render(Context({"request": request, **context}))


class ExampleForm(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals u haar noemt.")
    day = forms.DateField(label="Dag", widget=DayInput)
    town = forms.ChoiceField(label="Plaats", choices=[("a", "Annen"), ("g", "Gieten")])
    kind = forms.ChoiceField(
        label="Soort",
        widget=forms.RadioSelect,
        choices=[("x", WordedChoice("Een", "met uitleg")), ("y", WordedChoice("Twee"))],
    )
    agreed = forms.BooleanField(label="Uitgelegd")
    secret = forms.CharField(widget=forms.HiddenInput, initial="s", required=False)


def test_a_button_submits():
    assert 'type="submit"' in show('{% button "Vastleggen" kind="primary" %}')


def test_a_button_that_may_not_cannot_fire_and_says_why():
    html = show("{% button 'Delen' why_not=reason %}", reason=NotAllowed("Nog geen toestemming."))
    assert 'type="button"' in html
    assert 'aria-disabled="true"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    assert re.search(rf'id="{described[1]}">Nog geen toestemming\.', html)


def test_a_link_that_may_not_leads_nowhere():
    assert "href" not in show("{% link_button 'Delen' '/weg/' why_not='Mag niet.' %}")


def test_two_refused_buttons_on_one_page_have_their_own_reason():
    html = show("{% button 'Een' why_not='a' %}{% button 'Twee' why_not='b' %}")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize(
    "source",
    [
        '{% button "x" kind="red" %}',
        '{% tag "x" "danger" %}',
        '{% icon "unicorn" %}',
        '{% factor "x" "bad" %}',
        '{% card "x" kind="loud" %}{% endcard %}',
        '{% alert kind="panic" %}{% endalert %}',
        '{% row "x" kind="hot" %}',
        '{% person_face "AB" "enemy" %}',
    ],
)
def test_a_kind_that_does_not_exist_is_refused(source: str):
    with pytest.raises(ValueError, match="Choose from"):
        show(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% button words why_not=words %}",
        "{% link_button words '#' %}",
        "{% tag words %}",
        "{% factor words 'risk' words %}",
        "{% why words words %}",
        "{% quote words words %}",
        "{% row words '#' sub=words tag=words %}",
        "{% person words role=words %}",
        "{% nothing words %}",
        "{% card words %}{{ words }}{% endcard %}",
        "{% alert title=words %}{{ words }}{% endalert %}",
        "{% page_head words note=words %}{{ words }}{% endpage_head %}",
        "{% fact words %}{{ words }}{% endfact %}",
        "{% table words %}{% endtable %}",
        "{% breadcrumbs words '#' words %}",
        "{% disclosure words %}{{ words }}{% enddisclosure %}",
    ],
)
def test_what_people_type_is_escaped(source: str):
    html = show(source, words=EVIL)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_field_ties_help_and_error_to_its_input():
    form = ExampleForm({})
    html = show("{% field form.name %}", form=form)
    assert 'aria-describedby="id_name_hulp id_name_fout"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_hulp"' in html
    assert 'id="id_name_fout"' in html
    assert '<label class="utrecht-form-label" for="id_name"' in html


def test_a_good_field_is_not_called_wrong():
    assert "aria-invalid" not in show("{% field form.name %}", form=ExampleForm())


def test_a_date_is_the_browsers_own_and_keeps_its_value():
    html = show("{% field form.day %}", form=ExampleForm({"day": "2026-12-03"}))
    assert 'type="date"' in html
    assert 'value="2026-12-03"' in html


def test_radios_are_a_group_with_a_legend_and_their_hints():
    html = show("{% field form.kind kind='cards' %}", form=ExampleForm())
    assert "<fieldset" in html
    assert html.count('type="radio"') == 2
    assert "met uitleg" in html
    labels = set(re.findall(r'<label [^>]*for="([^"]+)"', html))
    assert labels == set(re.findall(r'<input [^>]*id="([^"]+)"', html))


def test_a_tick_stands_before_its_words():
    html = show("{% field form.agreed %}", form=ExampleForm())
    assert html.index("<input") < html.index("Uitgelegd")


def test_all_fields_of_a_form_come_hidden_ones_too():
    html = show("{% fields form %}", form=ExampleForm())
    assert 'type="hidden"' in html
    assert "utrecht-select" in html


def test_the_list_of_mistakes_links_to_each_field():
    html = show("{% form_errors form %}", form=ExampleForm({"name": "", "town": "a"}))
    assert 'role="alert"' in html
    assert 'href="#id_name"' in html
    assert 'href="#id_kind"' in html
    assert 'href="#id_town"' not in html


def test_without_mistakes_there_is_no_list():
    assert show("{% form_errors form %}", form=ExampleForm()).strip() == ""


def test_a_factor_says_in_words_on_which_side_it_stands():
    assert "beschermt:" in show("{% factor 'partner' 'protective' %}")
    assert "weegt:" in show("{% factor 'schulden' 'risk' %}")


def test_the_balance_tells_not_discussed_from_nothing_mentioned():
    rows = [
        BalanceRow("Wonen", protective=[Factor("vaste woning")]),
        BalanceRow("Leefstijl", discussed=False),
    ]
    html = show("{% balance rows %}", rows=rows)
    assert html.count("niets genoemd") == 1
    assert html.count("nog niet besproken") == 2


def test_the_line_is_told_in_words_and_its_events_are_a_list():
    html = show("{% day_line line %}", line=FAMILY_LINE)
    assert "Dag 192 van de eerste duizend dagen" in html
    assert "Startgesprek" in html
    assert "NaN" not in html
    # A comma in a place would break the drawing: numbers in it are never localized.
    assert not re.search(r'(?:cx|x|x1|x2)="\d+,\d', html)


def test_steps_say_where_we_are():
    html = show("{% steps items %}", items=steps_until(["Een", "Twee", "Drie"], 1))
    assert html.count('aria-current="step"') == 1
    assert "Stap 2 van 3" in html


def test_an_empty_box_of_actions_takes_no_place():
    assert "dz-actions" not in show("{% page_head 'Dag' %} {% endpage_head %}")
    assert "dz-actions" in show("{% page_head 'Dag' %}<b>x</b>{% endpage_head %}")


def test_the_next_page_keeps_what_was_searched():
    request = RequestFactory().get("/gezinnen/", {"q": "bos & beek", "page": "1"})
    html = show("{% pagination page %}", request, page=Paginator(range(50), 20).page(1))
    assert 'href="?page=2&amp;q=bos+%26+beek"' in html
    assert "Vorige" not in html


def test_one_page_needs_no_pages():
    assert show("{% pagination page %}", page=Paginator(range(5), 20).page(1)).strip() == ""


@pytest.mark.parametrize(
    ("here", "path", "marked"),
    [
        ("/", "/", True),
        ("/gezinnen/", "/", False),
        ("/gezinnen/x/", "/gezinnen/", True),
        ("/gezinnen/", "/menukaart/", False),
    ],
)
def test_the_menu_marks_where_we_are(here: str, path: str, marked: bool):
    html = show("{% current path %}", RequestFactory().get(here), path=path)
    assert bool(html) is marked


def test_a_post_button_carries_the_token():
    html = show("{% post_button 'Overnemen' '/x/' %}", csrf_token="abc")
    assert 'method="post"' in html
    assert 'value="abc"' in html


def test_a_balance_without_rows_says_so():
    html = show("{% balance rows %}", rows=[])
    assert "<table" not in html
    assert "niets genoemd" in html


def test_steps_that_nobody_placed_keep_their_words_on_a_phone():
    html = show("{% steps items %}", items=steps_until(["Een", "Twee"], 2))
    assert "dz-steps--unset" in html


def test_a_search_box_also_works_while_typing():
    html = show("{% search_box 'Zoek' '/gezinnen/' value=words into='#found' %}", words=EVIL)
    assert 'action="/gezinnen/"' in html
    assert 'hx-target="#found"' in html
    assert "<script" not in html


@pytest.mark.parametrize("level", [1, 5])
def test_a_heading_has_a_level_that_fits_a_page(level: int):
    with pytest.raises(ValueError, match="Choose from"):
        show("{% heading 'Kop' level %}", level=level)
