"""That questions were asked, and what talks began with that do not ask it themselves."""

from __future__ import annotations

ASKINGS = """
insert into questionnaires_asking (id, family_id, response_id, answer_id, link_id, concepts,
    category, outcome, recorder_id, recorder_organization_id, recorded)
select pg_temp.id('asking', a.id::text), a.family_id, a.response_id, a.id, a.link_id,
    q.concepts, a.category,
    case when pg_temp.dice(hashtext(a.id::text), 145, 5) = 0 then 'confirmed' else 'asked' end,
    a.recorder_id, a.recorder_organization_id, a.recorded
from questionnaires_answer a
join questionnaires_questionnaireresponse r on r.id = a.response_id
join question q on q.version = r.version_id and q.link_id = a.link_id
where q.concepts <> '{}'
"""
OPENINGS = """
insert into questionnaires_opening (id, family_id, response_id, category, words, not_discussed,
    recorder_id, recorder_organization_id, recorded)
select pg_temp.id('opening', id::text), family_id, id, category,
    'Mijn zus komt elke dag even langs.', false, recorder_id, recorder_organization_id, recorded
from questionnaires_questionnaireresponse
where questionnaire_id <> 'startgesprek-duizend'
"""
