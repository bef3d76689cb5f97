"""What Fatma saw and did not trust, in the vault; Els, who is officer, looked along."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import Any
from uuid import uuid4

from django.utils import timezone

from duizend.demo.stories.telling import Teller
from duizend.families.models import Family
from duizend.safeguarding import actions
from duizend.safeguarding.models import Case
from duizend.safeguarding.rules import QUESTIONS, Kind, Words


def tell(teller: Teller) -> None:
    """Comes after the families: one of these is about one of them, and was released."""
    _worry(teller)
    _misunderstanding(teller)


def _worry(teller: Teller) -> None:
    """About somebody who is not in duizend, so that it hangs on none of the stories."""
    with teller.being("Fatma") as fatma:
        case = actions.start(
            uuid4(), by=fatma, at=teller.ago(9), about="Mevrouw met tweeling, open spreekuur"
        )
    write = partial(_write, teller, case)
    write(
        teller.ago(9, time(10, 40)),
        Kind.SIGNALS,
        "Blauwe plek op de linkerarm, zo groot als een hand. Zelf gezien. Zij zegt: tegen de "
        "deur gelopen. Haar man gaf overal antwoord op.",
    )
    write(
        teller.ago(8),
        Kind.CONSULT,
        "Advies: eerst met haar alleen spreken, bij het volgende consult. Terugbellen als dat "
        "niet lukt.",
        function="adviseur van Veilig Thuis",
        anonymous=True,
    )
    write(
        teller.ago(3),
        Kind.TALK,
        "Alleen gesproken, haar man wachtte buiten. Ze vertelt dat hij haar vastpakt als hij "
        "boos is. Ze wil hulp, samen met hem.",
        function="moeder, alleen",
    )
    answers = ("yes", "unknown", "yes", "yes", "unknown")
    write(
        teller.ago(2),
        Kind.WEIGH,
        "Haar eigen verhaal, en wat ik zag. Ze heeft een zus bij wie ze terecht kan.",
        answers=dict(zip(QUESTIONS, answers, strict=True)),
    )
    write(
        teller.ago(2, time(11)),
        Kind.DECIDE,
        "Hulp via het gezinsteam; zij belt zelf, ik bel na. Over twee weken wegen we opnieuw.",
        help=True,
    )
    with teller.being("Fatma") as fatma:
        actions.ask_second_person(uuid4(), case, by=fatma, at=teller.ago(2, time(11, 15)))
    with teller.being("Els") as els:
        actions.look_along(
            uuid4(),
            case,
            view="agrees",
            text="Spreek af wat zij doet als het thuis niet veilig is.",
            by=els,
            at=teller.ago(1),
        )


def _misunderstanding(teller: Teller) -> None:
    """A worry that was talked through with both parents; they may read it, and it is finished."""
    with teller.being("Fatma") as fatma:
        family = Family.objects.get(name__startswith="Kok")
        case = actions.start(uuid4(), by=fatma, at=teller.ago(5), family_id=family.pk)
    write = partial(_write, teller, case)
    write(
        teller.ago(5, time(10, 40)),
        Kind.SIGNALS,
        "Harde woorden in de gang, een deur die dichtslaat. Daarna kwam zij alleen binnen.",
    )
    write(
        teller.ago(4),
        Kind.TALK,
        "Zij en hij apart, en daarna samen. Het ging over geld voor de auto. Niemand is bang.",
        function="moeder en partner, apart en samen",
    )
    with teller.being("Fatma") as fatma:
        actions.release(
            uuid4(),
            case,
            [Kind.TALK],
            "Samen besproken; zij willen het kunnen lezen.",
            by=fatma,
            at=teller.ago(4, time(12)),
        )
        actions.finish(
            uuid4(),
            case,
            "Geen vermoeden meer, na het gesprek.",
            by=fatma,
            at=teller.ago(4, time(13)),
        )


def _write(teller: Teller, case: Case, at: datetime, kind: Kind, text: str, **more: Any) -> None:
    with teller.being("Fatma") as fatma:
        words = Words(kind, timezone.localdate(at), text, **more)
        actions.write_step(uuid4(), case, words, by=fatma, at=at)
