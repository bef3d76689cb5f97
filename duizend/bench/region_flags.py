"""What answers about safety asked of people, and what parents said of their talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from duizend.bench.region import Region

# One in forty shielded answers; those of the last two days still wait.
FLAGS = """
insert into flags_flag (id, family_id, category, code, reference, talk, source_name, owner_id,
    status, answer_changed, ended, ender_id, recorder_id, recorder_organization_id, recorded)
select pg_temp.id('flag', a.id), a.family_id, 'safety', 'unsafe', a.id, a.response_id, 'Startgesprek',
    a.recorder_id, case when waits then 'open' else 'settled' end, null,
    case when not waits then a.recorded + interval '3 hours' end,
    case when not waits then a.recorder_id end,
    a.recorder_id, a.recorder_organization_id, a.recorded
from questionnaires_answer a
cross join lateral (select a.recorded > %(now)s::timestamptz - interval '2 days' as waits) w
where a.category = 'safety'
  and (pg_temp.dice(hashtext(a.id::text), 171, 40) = 0)
"""
DEEDS = """
insert into flags_deed (id, flag_id, family_id, category, done, words, done_at, recorder_id,
    recorder_organization_id, recorded)
select pg_temp.id('deed', id), id, family_id, 'safety', array['talked', 'asked_colleague'], '',
    ended, recorder_id, recorder_organization_id, ended
from flags_flag where status = 'settled'
"""
HAND_OVERS = """
insert into flags_handover (id, flag_id, family_id, category, to_id, status, answered,
    recorder_id, recorder_organization_id, recorded)
select pg_temp.id('handover', id), id, family_id, 'safety', owner_id, 'declined', recorded,
    recorder_id, recorder_organization_id, recorded
from flags_flag where pg_temp.dice(hashtext(id::text), 172, 4) = 0
"""
BATCHES = """
insert into experiences_batch (organization_id, questionnaire_id, version_id, first_month,
    last_month, people)
select o.id, v.questionnaire_id, v.id, date_trunc('month', %(today)s::date - 30 * n),
    date_trunc('month', %(today)s::date - 30 * n + 30), 10
from access_organization o
join questionnaires_questionnaireversion v on v.questionnaire_id = 'startgesprek-duizend'
cross join generate_series(1, 12) n
"""
TALLIES = """
insert into experiences_tally (batch_id, question, answer, people)
select b.id, q, a, case a when 'yes' then 7 when 'partly' then 2 else 1 end
from experiences_batch b
cross join unnest(array['heard', 'doable', 'pleasant']) q
cross join unnest(array['yes', 'partly', 'no']) a
"""
SPENT = """
insert into experiences_spentcode (fingerprint, forget_on)
select md5(n::text), %(today)s::date + 1 from generate_series(1, 50) n
"""


def ask_today(region: Region) -> None:
    with connection.cursor() as cursor:
        for statement in (FLAGS, DEEDS, HAND_OVERS, BATCHES, TALLIES, SPENT):
            cursor.execute(statement, region.times)
