from textwrap import dedent

import pytest

from duizend.core import translations
from duizend.core.translations import TextId


@pytest.fixture
def module(tmp_path):
    """A module's folder; `write` puts a file in it, without its indentation."""

    class Module:
        path = tmp_path

        def write(self, name, text):
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(text))

        def translate(self, po):
            self.write("locale/nl/LC_MESSAGES/django.po", translations.HEADER + dedent(po))

        @property
        def found(self):
            return translations.collect(tmp_path)

        @property
        def known(self):
            return translations.read(translations.po_file(tmp_path))

        @property
        def problems(self):
            return list(translations.problems(self.found, self.known))

    return Module()


def ids(catalog):
    return {translations.text_id(message) for message in translations.texts(catalog)}


def test_texts_of_python_are_found_in_every_form(module):
    module.write(
        "views.py",
        """\
        _("Send")
        gettext_lazy("A long text "
                     "over two lines.")
        pgettext("parent", "Growth")
        ngettext("%(count)d child", "%(count)d children", count)
        npgettext_lazy("parent", "one day", "%(n)d days", "n")
        print("not for people")
        """,
    )

    assert ids(module.found) == {
        TextId("Send"),
        TextId("A long text over two lines."),
        TextId("Growth", "parent"),
        TextId("%(count)d child"),
        TextId("one day", "parent"),
    }


def test_texts_of_templates_are_found_in_every_form(module):
    module.write(
        "templates/visits/page.html",
        """\
        {% load i18n %}
        <h1>{% translate "Visits" %}</h1>
            {% translate "Growth" context "parent" as title %}
          {% button _("Save") kind="primary" %} {{ name|default:_("Nobody") }}
        {% comment %} {% translate "Hidden" %} {% endcomment %}
        {% blocktranslate count n=visits|length trimmed %}
          {{ n }} visit
        {% plural %}
          {{ n }} visits
        {% endblocktranslate %}
        it's 100 % fine (and "quoted
        """,
    )

    assert ids(module.found) == {
        TextId("Visits"),
        TextId("Growth", "parent"),
        TextId("Save"),
        TextId("Nobody"),
        TextId("%(n)s visit"),
    }


def test_migrations_hold_no_screen_texts(module):
    module.write("migrations/0001_visits.py", '_("visit")')

    assert not ids(module.found)


def test_collecting_keeps_what_was_translated(module):
    module.write("views.py", '_("Send"); _("Stop"); ngettext("child", "children", 2)')
    module.translate("""
        msgid "Send"
        msgstr "Versturen"

        msgid "child"
        msgid_plural "children"
        msgstr[0] "kind"
        msgstr[1] "kinderen"
        """)

    po = translations.as_po(translations.merge(module.found, module.known)).decode()

    assert 'msgid "Send"\nmsgstr "Versturen"' in po
    assert 'msgstr[1] "kinderen"' in po
    assert 'msgid "Stop"\nmsgstr ""' in po
    assert "views.py" not in po
    assert "Date" not in po


def test_collecting_twice_changes_nothing(module):
    module.write("views.py", '_("Send"); pgettext("parent", "Send"); ngettext("a", "b", 2)')
    once = translations.as_po(translations.merge(module.found, module.known))
    module.write("locale/nl/LC_MESSAGES/django.po", once.decode())

    assert translations.as_po(translations.merge(module.found, module.known)) == once


def test_a_translation_whose_text_is_gone_waits_for_its_return(module):
    module.translate('msgid "Send"\nmsgstr "Versturen"\n')
    module.write("views.py", '_("Stop")')
    aside = translations.as_po(translations.merge(module.found, module.known)).decode()
    assert '#~ msgid "Send"' in aside

    module.write("locale/nl/LC_MESSAGES/django.po", aside)
    module.write("views.py", '_("Send")')
    back = translations.merge(module.found, module.known)

    assert [message.string for message in translations.texts(back)] == ["Versturen"]


def test_forgetting_drops_what_is_gone(module):
    module.translate('msgid "Send"\nmsgstr "Versturen"\n')
    module.write("views.py", '_("Stop")')

    po = translations.as_po(translations.merge(module.found, module.known, forget=True))

    assert b"Send" not in po


def test_a_complete_module_has_no_problems(module):
    module.write("views.py", '_("Send"); pgettext("parent", "Growth")')
    module.translate("""
        msgid "Send"
        msgstr "Versturen"

        msgctxt "parent"
        msgid "Growth"
        msgstr "Groei"
        """)

    assert module.problems == []


@pytest.mark.parametrize(
    ("code", "po", "problem"),
    [
        ('_("Send")', "", "missing: Send"),
        ('pgettext("parent", "Growth")', "", "missing: parent | Growth"),
        ("", 'msgid "Send"\nmsgstr "Versturen"\n', "stale: Send"),
        ('_("Send")', 'msgid "Send"\nmsgstr ""\n', "untranslated: Send"),
        ('_("Send")', '#, fuzzy\nmsgid "Send"\nmsgstr "Versturen"\n', "fuzzy: Send"),
        (
            'ngettext("child", "children", 2)',
            'msgid "child"\nmsgid_plural "children"\nmsgstr[0] "kind"\nmsgstr[1] ""\n',
            "untranslated: child",
        ),
        ('ngettext("a", "b", 2)', 'msgid "a"\nmsgstr "c"\n', "singular or plural: a"),
    ],
)
def test_what_is_wrong_is_named(module, code, po, problem):
    module.write("views.py", code)
    module.translate(po)

    assert module.problems == [problem]


def test_a_lost_placeholder_is_found(module):
    module.write("views.py", '_("Dear %(name)s")')
    module.translate('#, python-format\nmsgid "Dear %(name)s"\nmsgstr "Beste %(naam)s"\n')

    assert len(module.problems) == 1
    assert "Dear %(name)s" in module.problems[0]


def test_two_modules_that_translate_one_text_differently_are_named(module):
    one, other = translations.read(module.path / "none"), translations.read(module.path / "none")
    one.add("Stop", "Stoppen")
    other.add("Stop", "Ophouden")

    found = list(translations.contradictions({"plans": one, "visits": other, "core": one}))

    assert found == ["Stop: plans says 'Stoppen', visits says 'Ophouden'"]


def test_doubtful_texts_stay_out_of_what_is_shown(module):
    module.translate('msgid "Send"\nmsgstr "Versturen"\n\n#, fuzzy\nmsgid "Stop"\nmsgstr "Gaan"\n')

    compiled = translations.as_mo(module.known)

    assert b"Versturen" in compiled
    assert b"Gaan" not in compiled
