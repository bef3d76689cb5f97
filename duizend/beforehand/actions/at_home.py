"""What the parent does, by the link of this browser. Nobody is signed in here.

The functions of the database keep their own log: what is written there is done by the link,
and not by the professional who sent it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from duizend.beforehand import keys
from duizend.beforehand.models import HomeAnswer
from duizend.beforehand.queries import Visit, look
from duizend.beforehand.rules.keys import code_typed, link_typed
from duizend.beforehand.rules.standing import Entered
from duizend.questionnaires.rules.answers import AnswerRefused, Given, Refused, answer
from duizend.questionnaires.rules.meaning import category_of


def enter(link: str, code: str, *, at: datetime) -> tuple[Entered, str]:
    """Try a link with a code, as somebody typed them; gives a session when they are right.

    A wrong code counts, also when the page then says so: call it in a view that answers.
    """
    link, code = link_typed(link), code_typed(code)
    if not link:
        return Entered.NOT_RIGHT, ""
    session = keys.make_session()
    hashes = [keys.link_hash(link), keys.code_hash(link, code), keys.session_hash(session)]
    with connection.cursor() as cursor:
        cursor.execute("select rls.enter_home(%s, %s, %s, %s)", [*hashes, at])
        entered = Entered(cursor.fetchone()[0])
    return entered, session if entered is Entered.IN else ""


def stay(*, at: datetime) -> None:
    """Somebody is busy with it: an hour from now."""
    _call("select rls.stay_home(%s)", at)


def leave() -> None:
    """The page was closed: this browser opens nothing any more."""
    _call("select rls.leave_home()")


@transaction.atomic
def keep_answer(seen: Visit, link_id: str, given: Given, *, at: datetime) -> Visit:
    """Keep one answer, or take it back when nothing is filled in; gives what is open now.

    Raises AnswerRefused; nothing changed then.
    """
    item = next((one for one in seen.questions if one.link_id == link_id), None)
    if item is None:
        raise AnswerRefused(link_id, Refused.NOT_A_QUESTION)
    values = list(answer(item, given))
    if values == list(seen.answers.get(link_id, ())):
        return seen
    # A ready list that is changed is not ready any more.
    _call("select rls.mark_home('changed', %s)", at)
    if not values:
        _call("select rls.take_back_at_home(%s)", link_id)
    else:
        _call("select rls.mark_home('begun', %s)", at)
        HomeAnswer.objects.update_or_create(
            invitation=seen.invitation,
            link_id=link_id,
            defaults={"values": values, "changed": at},
            create_defaults={
                "family_id": seen.invitation.family_id,
                "category": category_of(item),
                "values": values,
                "changed": at,
            },
        )
    return look(seen.invitation)


def say_ready(*, at: datetime) -> None:
    _call("select rls.mark_home('ready', %s)", at)


def say_not_ready(*, at: datetime) -> None:
    """Something is going to be changed."""
    _call("select rls.mark_home('changed', %s)", at)


def wipe(*, at: datetime) -> None:
    """All that was filled in is gone."""
    _call("select rls.mark_home('wiped', %s)", at)


def _call(statement: str, *values: str | datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
