"""Conversations that were held, with an answer to most of their questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import connection

from duizend.bench.region_asking import ASKINGS, OPENINGS
from duizend.bench.region_families import copy_rows
from duizend.questionnaires.models import QuestionnaireVersion
from duizend.questionnaires.queries import form_of
from duizend.questionnaires.rules.asking import asks_about
from duizend.questionnaires.rules.form import Item, ItemType
from duizend.questionnaires.rules.meaning import category_of

if TYPE_CHECKING:
    from duizend.bench.region import Region

QUESTION = """
create temporary table question (
    version bigint, list text, shielded boolean, place int, link_id text, category text, concepts text[],
    said jsonb
) on commit drop
"""
COLUMNS = "version list shielded place link_id category concepts said"
# Our own list with everybody, now and then another one; of families that are still there
# one conversation is still going on.
RESPONSES = """
insert into questionnaires_questionnaireresponse (id, family_id, questionnaire_id, version_id,
    category, status, recorder_id, recorder_organization_id, recorded, ended, ender_id)
select pg_temp.id('response', c.n * 100 + j), c.family, v.list, v.version,
    case when v.shielded then 'safety' else 'plan' end,
    case when j = 1 and c.open then 'in-progress' else 'completed' end,
    s.person, s.organization, at,
    case when j > 1 or not c.open then at + interval '1 day' end,
    case when j > 1 or not c.open then s.person end
from course c
cross join lateral generate_series(1, 2 + pg_temp.dice(c.n, 141, 3)) j
cross join lateral (select c.since + c.lasted * ((6 - j) / 6.0) as at) moment
join seat s on s.n = c.n and s.place = pg_temp.dice(c.n * 100 + j, 142, 100) * s.seats / 100
join lateral (
    select version, list, bool_and(shielded) as shielded from question
    group by 1, 2
    order by case when j <= 2 then list = 'startgesprek-duizend' else false end desc,
        pg_temp.dice(c.n * 100 + version, 143, 1000) limit 1
) v on true
"""
ANSWERS = """
insert into questionnaires_answer (id, response_id, family_id, link_id, category, values,
    recorder_id, recorder_organization_id, recorded)
select pg_temp.id('answer', r.id::text || q.link_id), r.id, r.family_id, q.link_id, q.category,
    q.said, r.recorder_id, r.recorder_organization_id, r.recorded
from questionnaires_questionnaireresponse r
join question q on q.version = r.version_id
    and pg_temp.dice(hashtext(r.id::text)::bigint * 100 + q.place, 144, 100)
        < case when r.status = 'completed' then 80 else 30 end
"""


def talk(region: Region) -> None:
    # All read before the copying begins: a connection does one thing at a time.
    questions = list(_questions())
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        copy_rows("question", COLUMNS, questions)
        cursor.execute("analyze question")
        cursor.execute(RESPONSES)
        cursor.execute("analyze questionnaires_questionnaireresponse")
        cursor.execute(ANSWERS)
        cursor.execute("analyze questionnaires_answer")
        cursor.execute(ASKINGS)
        cursor.execute(OPENINGS)


def _questions() -> Iterator[tuple[Any, ...]]:
    for version in QuestionnaireVersion.objects.order_by("pk"):
        form = form_of(version)
        for place, item in enumerate(form.questions()):
            if said := _said(item):
                listed = (version.pk, version.questionnaire_id, form.is_shielded, place)
                about = sorted(asks_about(item))
                yield (*listed, item.link_id, category_of(item), about, json.dumps([said]))


def _said(item: Item) -> dict[str, Any] | None:
    """Something that can be answered here; nothing where it is no choice and no words."""
    if item.options:
        return dict(item.options[len(item.link_id) % len(item.options)].value)
    if item.type in (ItemType.TEXT, ItemType.STRING):
        return {"valueString": "Dat gaat eigenlijk best goed, zeker met hulp van mijn zus."}
    return {"valueBoolean": True} if item.type is ItemType.BOOLEAN else None
