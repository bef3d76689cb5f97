"""The screen words of the palette."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from duizend.directory.rules import Phase
from duizend.directory.words import FINANCING, FORMS, LIFE_DOMAINS, PHASES, listed
from duizend.palette.rules.overlap import ENOUGH, Alike, Overlap

# In the order of the life of a child, and of the cells of the matrix.
PHASE_ORDER = tuple(phase.value for phase in Phase)
DOMAIN_ORDER = tuple(LIFE_DOMAINS)
LAW_ORDER = tuple(FINANCING)
INTENSITY: Mapping[str, str | Promise] = {
    "light": pgettext_lazy("intensity", "light"),
    "regular": pgettext_lazy("intensity", "regular"),
    "intensive": pgettext_lazy("intensity", "intensive"),
    "": gettext_lazy("intensity not known"),
}
ALIKE: Mapping[Alike, str | Promise] = {
    Alike.INTERVENTION: gettext_lazy("The same way of helping"),
    Alike.WORDS: gettext_lazy("The same goal for the same group"),
    Alike.KIND: gettext_lazy("The same kind of help"),
}


def life_domain(code: str) -> str:
    return str(LIFE_DOMAINS.get(code, code))


def phase(code: str) -> str:
    return str(PHASES.get(code, code))


def phases(codes: Iterable[str]) -> str:
    return listed([one for one in PHASE_ORDER if one in set(codes)], PHASES)


def law(code: str) -> str:
    return str(FINANCING.get(code, _("not known who pays")))


def why_alike(overlap: Overlap, places: Mapping[str, str]) -> str:
    """Why these offers count as the same, in one sentence."""
    where = listed(overlap.municipalities, places)
    when = phases(overlap.phases)
    if overlap.alike is Alike.INTERVENTION:
        said = _("All of them are “%(what)s”, in %(where)s, for: %(when)s.")
        return said % {"what": listed(overlap.words, {}), "where": where, "when": when}
    if overlap.alike is Alike.WORDS:
        said = _("They give the same goal and the same group, in %(where)s, for: %(when)s.")
        return said % {"where": where, "when": when}
    said = _(
        "All of them: %(domains)s, %(forms)s, %(intensity)s, %(group)s; in %(where)s, for: %(when)s."
    )
    return said % {
        "domains": listed(overlap.life_domains, LIFE_DOMAINS),
        "forms": listed(overlap.forms, FORMS),
        "intensity": INTENSITY[overlap.intensity],
        "group": _("for fathers too") if overlap.fathers else _("not in particular for fathers"),
        "where": where,
        "when": when,
    }


def rules() -> list[str]:
    """The three rules as anybody can check them."""
    return [
        _(
            "The same way of helping (intervention), in the same municipality and phase, from "
            "%(n)d organisations on."
        )
        % {"n": ENOUGH[Alike.INTERVENTION]},
        _(
            "The same goal and the same group in words, in the same municipality and phase, from "
            "%(n)d organisations on."
        )
        % {"n": ENOUGH[Alike.WORDS]},
        _(
            "The same life domain, phase, form, intensity and group (fathers or not), in the same "
            "municipality, from %(n)d organisations on."
        )
        % {"n": ENOUGH[Alike.KIND]},
    ]
