"""What steps and deeds are called on screen and on paper."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duizend.safeguarding.rules import Kind, View

STEP_LABELS = {
    Kind.SIGNALS: _("What you saw and heard"),
    Kind.CONSULT: _("Consulting"),
    Kind.TALK: _("Talking with those involved"),
    Kind.WEIGH: pgettext_lazy("meldcode", "Weighing"),
    Kind.DECIDE: _("Deciding"),
}
STEP_HINTS = {
    Kind.SIGNALS: _("Facts: what you saw and heard yourself, when, and what others told you."),
    Kind.CONSULT: _("With a colleague, the meldcode officer or Veilig Thuis. Without a name too."),
    Kind.TALK: _("Say what you see and what worries you, and listen. Only when that is safe."),
    Kind.WEIGH: _(
        "Five questions and your profession's framework. People weigh, nothing is added up."
    ),
    Kind.DECIDE: _("Report, help, or both, and why."),
}
# Paths in Dutch, as all addresses.
STEP_PATHS = {
    Kind.SIGNALS: "signalen",
    Kind.CONSULT: "overleg",
    Kind.TALK: "gesprek",
    Kind.WEIGH: "wegen",
    Kind.DECIDE: "besluit",
}
ANSWER_LABELS = {
    "yes": pgettext_lazy("meldcode", "Yes"),
    "no": pgettext_lazy("meldcode", "No"),
    "unknown": _("Not known yet"),
}
VIEW_LABELS = {
    View.AGREES.value: _("I would decide the same"),
    View.DIFFERS.value: _("I would decide something else"),
}
# The vault's own log.
DEEDS = {
    "start": _("began"),
    "list": _("saw it in the list"),
    "read": pgettext_lazy("meldcode", "read it"),
    "read_log": _("read this log"),
    "print": _("opened the page to print"),
    "export": _("saved it as a PDF"),
    Kind.SIGNALS.value: _("wrote what was seen and heard"),
    Kind.CONSULT.value: _("wrote a consultation"),
    Kind.TALK.value: _("wrote a talk"),
    Kind.WEIGH.value: pgettext_lazy("meldcode", "wrote a weighing"),
    Kind.DECIDE.value: _("wrote a decision"),
    Kind.ADDITION.value: _("added something"),
    Kind.ASK_CHECK.value: _("asked a second person to look"),
    Kind.CHECK.value: _("looked as the second person"),
    Kind.FINISH.value: _("finished it"),
    Kind.REOPEN.value: _("opened it again"),
    "name_supervisor": _("let somebody look along"),
    "end_supervisor": _("lets nobody look along any more"),
    "take_over": _("took it over"),
    "release": _("released steps"),
    "take_back": _("took a release back"),
}
