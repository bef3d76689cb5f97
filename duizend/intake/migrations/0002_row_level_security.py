"""Who sees what came in at a desk: the desk, and the sender; and when words are erased."""

from django.db import migrations

from duizend.core.rls import function, protect

ME = "(select rls.user_id())"
HERE = "(select rls.organization_id())"
NOBODY = f"({ME} is null)"
WORKS = "(select rls.works_with_families())"
MINE = "family_id = any((select rls.families())::uuid[])"

# The desks that the organisation of the one who asks keeps.
DESKS = """
select coalesce(array_agg(id), '{}') from intake_desk
where organization_id = rls.organization_id() and rls.works_with_families()
"""
AT_DESK = "desk_id = any((select rls.desks())::bigint[])"
# Looks at intake_item under its own policy.
ITEM_AT_DESK = (
    "exists (select 1 from intake_item i where i.id = item_id "
    "and i.desk_id = any((select rls.desks())::bigint[]))"
)
ITEM_SENT_BY_ME = (
    f"exists (select 1 from intake_item i where i.id = item_id and i.sender_id = {ME})"
)
# What it was handed on by is a request of this organisation for this very family.
OF_THIS_FAMILY = (
    "(referral_id is null or exists (select 1 from referrals_referral r "
    "where r.id = referral_id and r.family_id = intake_link.family_id "
    f"and r.sender_organization_id = {HERE}))"
)
SHIELDED = "(category <> 'safety' or (select rls.sees_restricted()))"
SENT = f"sender_id = {ME} and sender_organization_id = {HERE} and kind = 'pregnancy' and {WORKS}"
WORRY = f"{NOBODY} and sender_id is null and kind = 'worry'"

# Somebody without an account wrote it just now: only then its words may be added.
IS_NEW_WORRY = """
select rls.user_id() is null and exists (
    select 1 from intake_item
    where id = asked and kind = 'worry' and taken_at is null
      and sent_at > statement_timestamp() - interval '5 minutes'
)
"""

# Changes rows, so it is no stable function. Only when nobody asks: a job of the installation.
ERASE = """
create function rls.erase_unlinked(today date) returns bigint
language sql volatile security definer set search_path = pg_catalog, public as $body$
    with erased as (
        update intake_part p set content = '{}'
        from intake_item i join intake_desk d on d.id = i.desk_id
        where i.id = p.item_id and rls.user_id() is null and p.content <> '{}'
          and (i.closed_at at time zone 'Europe/Amsterdam')::date + d.keep_days < today
          and not exists (select 1 from intake_link l where l.item_id = i.id)
        returning p.id
    ),
    forgotten as (
        update intake_event e set note = ''
        from intake_item i join intake_desk d on d.id = i.desk_id
        where i.id = e.item_id and rls.user_id() is null and e.what = 'note' and e.note <> ''
          and (i.closed_at at time zone 'Europe/Amsterdam')::date + d.keep_days < today
          and not exists (select 1 from intake_link l where l.item_id = i.id)
        returning e.id
    )
    select (select count(*) from erased) + (select count(*) from forgotten)
$body$
"""

# Whom to mail that something at a desk is late: who took it, else everybody there, and the
# sender. Gives ids only, and only to a job of the installation.
LATE = """
select u.id from access_user u
where rls.user_id() is null and u.is_active and u.wants_mail and exists (
    select 1 from intake_item i join intake_desk d on d.id = i.desk_id
    where i.due_on < today and (
        i.sender_id = u.id or i.taken_by_id = u.id
        or (i.taken_by_id is null and d.organization_id = u.organization_id)
    )
)
"""
ONCE_CLOSED = """
create trigger closed before update on intake_item for each row
when (old.closed_at is not null) execute function rls.refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_the_desk"),
        ("referrals", "0002_row_level_security"),
    ]
    operations = [
        function("desks()", "bigint[]", DESKS),
        function("is_new_worry(asked uuid)", "boolean", IS_NEW_WORRY),
        protect("intake_desk", see="true", add=NOBODY, change=NOBODY),
        protect("intake_deskarea", see="true", add=NOBODY, change=NOBODY),
        migrations.RunSQL(
            f"create policy remove on intake_deskarea for delete using ({NOBODY})",
            "drop policy remove on intake_deskarea",
        ),
        protect(
            "intake_item",
            see=f"{AT_DESK} or (sender_organization_id = {HERE} and {WORKS})",
            add=f"({SENT}) or ({WORRY})",
            change=AT_DESK,
            stays=["desk_id", "kind", "municipality_id", "sent_at", "consented_on", "explained"],
        ),
        migrations.RunSQL(ONCE_CLOSED, "drop trigger closed on intake_item"),
        protect(
            "intake_part",
            see=f"{SHIELDED} and ({ITEM_AT_DESK} or {ITEM_SENT_BY_ME})",
            add=f"{ITEM_SENT_BY_ME} or (select rls.is_new_worry(item_id))",
            change="false",
        ),
        protect(
            "intake_event",
            see=f"{ITEM_AT_DESK} or (for_sender and {ITEM_SENT_BY_ME})",
            add=f"by_id = {ME} and {ITEM_AT_DESK}",
            change="false",
        ),
        protect(
            "intake_link",
            see=f"{MINE} and recorder_organization_id = {HERE}",
            add=f"{MINE} and recorder_id = {ME} and recorder_organization_id = {HERE} "
            f"and {ITEM_AT_DESK}",
            change=f"{MINE} and recorder_organization_id = {HERE} and {OF_THIS_FAMILY}",
            stays=["item_id"],
            may_change=["referral_id"],
        ),
        migrations.RunSQL(ERASE, "drop function rls.erase_unlinked"),
        function("people_with_something_late_at_a_desk(today date)", "setof bigint", LATE),
    ]
