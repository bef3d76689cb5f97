"""Who sees a referral, what it tells, and its history; and joining a family by taking one."""

from django.db import migrations

from duizend.core.rls import function, protect, sql_list
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
ORGANIZATION = "(select rls.organization_id())"

# Roles that work with families; a test keeps it equal to access.rules.WORKS_WITH_FAMILIES.
WORKS_WITH_FAMILIES = (
    "midwife",
    "obstetrician",
    "maternity_assistant",
    "youth_nurse",
    "youth_doctor",
    "general_practitioner",
    "psychologist",
    "social_worker",
    "debt_counsellor",
    "housing_officer",
    "student",
)
WORKS = f"""
select coalesce(
    (
        select role = any({sql_list(WORKS_WITH_FAMILIES)})
        from access_user where id = rls.user_id() and is_active
    ),
    false
)
"""

# A draft may still be for somebody else; what was sent is what was consented to. And one
# takes it oneself, once: who took it may join the family.
SENT = """
create trigger sent before update on referrals_referral for each row
when (
    old.sent_at is not null
    and (
        (
            old.performer_id, old.offer_id, old.proposal_id, old.categories, old.category,
            old.consents, old.sent_at
        ) is distinct from (
            new.performer_id, new.offer_id, new.proposal_id, new.categories, new.category,
            new.consents, new.sent_at
        )
        or (
            old.taken_by_id is distinct from new.taken_by_id
            and (old.taken_by_id is not null or new.taken_by_id is distinct from rls.user_id())
        )
    )
)
execute function rls.refuse_change()
"""

# One category, one direction, this day: the rule of consents.rules.holds.
CONSENTED = """
select exists (
    select 1 from consents_consent
    where family_id = asked and source_id = source and recipient_id = recipient
      and rls.organization_id() in (source, recipient)
      and status = 'active' and part = any(categories)
      and (statement_timestamp() at time zone 'Europe/Amsterdam')::date
          between period_start and period_end
)
"""

# The receiver's people from the moment of sending; on the other side those with a care
# relation who may see what the sender records about the plan (or the shielded part).
PERFORMER = (
    f"(performer_id = {ORGANIZATION} and sent_at is not null"
    " and (select rls.works_with_families()))"
)
SENT_BY_SEEN = seen(organization="sender_organization_id")
SENDER = f"({MINE} and sender_organization_id = {ORGANIZATION} and {SENT_BY_SEEN})"
OTHERS = f"({MINE} and sent_at is not null and {SENT_BY_SEEN})"

# A parameter never has the name of a column here: the column would win.
# What was told: the sender's own people; the receiver while the consent holds and nobody
# took it yet; after the taking only the receiver's people with a care relation, and only
# what was received then.
READS_DISCLOSURE = """
select case
    when part = 'safety' and not rls.sees_restricted() then false
    else exists (
        select 1 from referrals_referral r
        where r.id = referral and (
            (
                r.sender_organization_id = rls.organization_id()
                and rls.is_mine(r.family_id)
            ) or (
                r.performer_id = rls.organization_id() and rls.works_with_families()
                and (
                    (received is not null and rls.is_mine(r.family_id))
                    or (
                        r.status = 'requested' and rls.consented(
                            r.family_id, r.sender_organization_id, r.performer_id, part
                        )
                    )
                )
            )
        )
    )
end
"""
# Written before sending, marked as received at the taking, never changed after that.
CHANGES_DISCLOSURE = """
select exists (
    select 1 from referrals_referral r
    where r.id = referral and (
        (
            r.sender_organization_id = rls.organization_id()
            and rls.is_mine(r.family_id) and r.status = 'draft'
        ) or (
            r.performer_id = rls.organization_id() and rls.works_with_families()
            and r.status = 'requested' and rls.consented(
                r.family_id, r.sender_organization_id, r.performer_id, part
            )
        )
    )
)
"""

# The two sides only: what they tell each other is not the plan's. Once somebody took it,
# a colleague of the receiver needs a care relation too.
READS_HISTORY = """
select exists (
    select 1 from referrals_referral r
    where r.id = referral
      and (
        (
            r.sender_organization_id = rls.organization_id()
            and rls.is_mine(r.family_id)
            and (r.category <> 'safety' or rls.sees_restricted())
        ) or (
            r.performer_id = rls.organization_id() and rls.works_with_families()
            and r.sent_at is not null
            and (
                r.taken_by_id is null
                or r.taken_by_id = rls.user_id()
                or rls.is_mine(r.family_id)
            )
        )
    )
)
"""

MAY_JOIN_BEFORE = """
select case
    when kind = 'emergency' then practitioner = rls.user_id() and rls.organization_knows(asked)
    when rls.cares_for(asked) then rls.is_colleague(practitioner)
    else practitioner = rls.user_id() and exists (
             select 1 from families_family where id = asked and recorder_id = rls.user_id()
         )
         and not exists (select 1 from families_carerelation where family_id = asked)
end
"""
# As families.0002, and: who took a referral to the own organisation.
MAY_JOIN = """
select case
    when kind = 'emergency' then practitioner = rls.user_id() and rls.organization_knows(asked)
    when rls.cares_for(asked) then rls.is_colleague(practitioner)
    else practitioner = rls.user_id() and (
        (
            exists (
                select 1 from families_family where id = asked and recorder_id = rls.user_id()
            )
            and not exists (select 1 from families_carerelation where family_id = asked)
        )
        or exists (
            select 1 from referrals_referral
            where family_id = asked
              and performer_id = rls.organization_id()
              and taken_by_id = rls.user_id()
              and status in ('accepted', 'in-progress')
        )
    )
end
"""

# Whom to mail that something waits. Gives ids only: the one who mails sees no family. Only
# when nobody asks: who waits for what is nothing for a person who signed in.
WAITING = f"""
select u.id
from access_user u
where rls.user_id() is null and u.is_active and u.wants_mail
  and u.role = any({sql_list(WORKS_WITH_FAMILIES)})
  and (
    exists (
        select 1 from referrals_referral r
        where r.performer_id = u.organization_id and r.status = 'requested'
    )
    or exists (
        select 1 from referrals_referral r
        where r.taken_by_id = u.id and r.due_on < today
    )
    or exists (
        select 1
        from referrals_referral r
        join families_carerelation c on c.family_id = r.family_id
        where r.sender_organization_id = u.organization_id and r.due_on < today
          and c.practitioner_id = u.id and c.kind = 'care' and c.period_end is null
    )
  )
"""


def _may_join(body: str) -> str:
    return f"""
        create or replace function rls.may_join(asked uuid, practitioner bigint, kind text)
        returns boolean language sql stable parallel safe security definer
        set search_path = pg_catalog, public as $body$ {body} $body$
    """


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0001_the_closed_loop"),
        ("families", "0002_row_level_security"),
        ("consents", "0002_row_level_security"),
        ("pathways", "0002_row_level_security"),
    ]
    operations = [
        function("works_with_families()", "boolean", WORKS),
        function(
            "consented(asked uuid, source bigint, recipient bigint, part text)",
            "boolean",
            CONSENTED,
        ),
        protect(
            "referrals_referral",
            see=f"{PERFORMER} or {SENDER} or {OTHERS}",
            add=f"{MINE} and sender_organization_id = {ORGANIZATION}"
            " and sender_id = (select rls.user_id()) and status = 'draft'",
            change=f"{PERFORMER} or {SENDER}",
            may_change=["category"],
        ),
        migrations.RunSQL(SENT, "drop trigger sent on referrals_referral"),
        function(
            "reads_disclosure(referral uuid, part text, received timestamptz)",
            "boolean",
            READS_DISCLOSURE,
        ),
        function("changes_disclosure(referral uuid, part text)", "boolean", CHANGES_DISCLOSURE),
        protect(
            "referrals_disclosure",
            see="rls.reads_disclosure(referral_id, category, received_at)",
            add="received_at is null and rls.changes_disclosure(referral_id, category)",
            change="rls.changes_disclosure(referral_id, category)",
        ),
        function("reads_history(referral uuid)", "boolean", READS_HISTORY),
        protect(
            "referrals_referralevent",
            see="rls.reads_history(referral_id)",
            add="by_id = (select rls.user_id()) and by_organization_id = "
            f"{ORGANIZATION} and rls.reads_history(referral_id)",
            change="false",
        ),
        function(
            "may_join(asked uuid, practitioner bigint, kind text)",
            "boolean",
            MAY_JOIN,
            reverse=_may_join(MAY_JOIN_BEFORE),
        ),
        function("people_with_something_waiting(today date)", "setof bigint", WAITING),
    ]
