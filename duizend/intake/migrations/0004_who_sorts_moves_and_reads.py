"""A word sorts what waits, and is gone after; an item changes desk only when that desk takes it."""

from django.db import migrations

from duizend.core.rls import function, protect

ME = "(select rls.user_id())"
HERE = "(select rls.organization_id())"
DESKS = "any((select rls.desks())::bigint[])"
WORKS = "(select rls.works_with_families())"

ITEM_AT_DESK = f"exists (select 1 from intake_item i where i.id = item_id and i.desk_id = {DESKS})"
ITEM_SENT_BY_ME = (
    f"exists (select 1 from intake_item i where i.id = item_id and i.sender_id = {ME})"
)
AT_DESK = f"desk_id = {DESKS}"
# Asked of a desk of mine: that it is there, from whom and for which place; not what it says.
MOVES_HERE = (
    "exists (select 1 from intake_move m where m.item_id = intake_item.id "
    f"and m.to_desk_id = {DESKS} and m.answered_at is null)"
)
SENT_FROM_HERE = f"(sender_organization_id = {HERE} and {WORKS})"

# For the policy of the questions between desks; that of the items looks at those.
WAITS_AT = """
select desk = any(rls.desks()) and exists (
    select 1 from intake_item where id = asked and desk_id = desk and closed_at is null
)
"""

WAITS = (
    "(item_id is not null and exists (select 1 from intake_item i where i.id = item_id "
    f"and i.desk_id = {DESKS} and i.closed_at is null)) or (referral_id is not null and {WORKS} "
    "and cardinality((select rls.desks())::bigint[]) > 0 and exists (select 1 "
    f"from referrals_referral r where r.id = referral_id and r.performer_id = {HERE} "
    "and r.status in ('requested', 'accepted', 'in-progress')))"
)

# Only to a desk that was asked and answers now; and to the place for which it was asked.
MOVES = """
create function rls.check_move() returns trigger language plpgsql
set search_path = pg_catalog, public as $body$
begin
    if not exists (
        select 1 from intake_move m
        where m.item_id = new.id and m.from_desk_id = old.desk_id and m.to_desk_id = new.desk_id
          and m.municipality_id = new.municipality_id and m.answered_at is null
    ) then
        raise exception 'an item stays at its desk until another desk takes it'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $body$;
revoke execute on function rls.check_move() from public;
drop trigger stays on intake_item;
create trigger stays before update on intake_item for each row
when (
    (old.kind, old.sent_at, old.consented_on, old.explained, old.sender_id,
     old.sender_organization_id)
    is distinct from
    (new.kind, new.sent_at, new.consented_on, new.explained, new.sender_id,
     new.sender_organization_id)
)
execute function rls.refuse_change();
create trigger moves before update on intake_item for each row
when ((old.desk_id, old.municipality_id) is distinct from (new.desk_id, new.municipality_id))
execute function rls.check_move();
"""
STAYS_AS_BEFORE = """
drop trigger moves on intake_item;
drop trigger stays on intake_item;
drop function rls.check_move();
create trigger stays before update on intake_item for each row
when (
    (old.desk_id, old.kind, old.municipality_id, old.sent_at, old.consented_on, old.explained,
     old.sender_id, old.sender_organization_id)
    is distinct from
    (new.desk_id, new.kind, new.municipality_id, new.sent_at, new.consented_on, new.explained,
     new.sender_id, new.sender_organization_id)
)
execute function rls.refuse_change();
"""
POLICIES = f"""
drop policy see on intake_item;
create policy see on intake_item for select
using ({AT_DESK} or {SENT_FROM_HERE} or {MOVES_HERE});
drop policy change on intake_item;
create policy change on intake_item for update
using ({AT_DESK} or {MOVES_HERE}) with check ({AT_DESK});
drop policy see on intake_event;
create policy see on intake_event for select using (
    ({ITEM_AT_DESK} and (for_sender or by_id is null or desk_id = {DESKS}))
    or (for_sender and {ITEM_SENT_BY_ME})
);
drop policy add on intake_event;
create policy add on intake_event for insert with check (
    (by_id = {ME} and {ITEM_AT_DESK} and desk_id = {DESKS})
    or (by_id is null and what = 'arrived' and note = '' and not for_sender
        and (select rls.is_new_worry(item_id)))
);
"""
POLICIES_BEFORE = f"""
drop policy see on intake_item;
create policy see on intake_item for select using ({AT_DESK} or {SENT_FROM_HERE});
drop policy change on intake_item;
create policy change on intake_item for update using ({AT_DESK}) with check ({AT_DESK});
drop policy see on intake_event;
create policy see on intake_event for select
using ({ITEM_AT_DESK} or (for_sender and {ITEM_SENT_BY_ME}));
drop policy add on intake_event;
create policy add on intake_event for insert with check (by_id = {ME} and {ITEM_AT_DESK});
"""

# As 0002, and: what a desk wrote besides its notes, and the words that sorted a question.
ERASE = """
create or replace function rls.erase_unlinked(today date) returns bigint
language sql volatile security definer set search_path = pg_catalog, public as $body$
    with old as (
        select i.id from intake_item i join intake_desk d on d.id = i.desk_id
        where rls.user_id() is null
          and (i.closed_at at time zone 'Europe/Amsterdam')::date + d.keep_days < today
          and not exists (select 1 from intake_link l where l.item_id = i.id)
    ),
    erased as (
        update intake_part p set content = '{}'
        from old where old.id = p.item_id and p.content <> '{}'
        returning p.id
    ),
    forgotten as (
        update intake_event e set note = ''
        from old where old.id = e.item_id and e.what in ('note', 'told') and e.note <> ''
        returning e.id
    ),
    sorted as (
        delete from intake_sorting s
        where rls.user_id() is null and (
            exists (
                select 1 from intake_item i where i.id = s.item_id and i.closed_at is not null
            )
            or exists (
                select 1 from referrals_referral r
                where r.id = s.referral_id
                  and r.status in ('rejected', 'completed', 'cancelled')
            )
        )
        returning s.id
    )
    select (select count(*) from erased) + (select count(*) from forgotten)
        + (select count(*) from sorted)
$body$
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_sorting_moving_and_asking")]
    operations = [
        protect("intake_sorting", see=WAITS, add=f"by_id = {ME} and ({WAITS})", change="false"),
        function("waits_at(asked uuid, desk bigint)", "boolean", WAITS_AT),
        protect(
            "intake_move",
            see=f"from_desk_id = {DESKS} or to_desk_id = {DESKS}",
            add=f"by_id = {ME} and from_desk_id = {DESKS} and answered_at is null "
            "and (select rls.waits_at(item_id, from_desk_id))",
            change=f"from_desk_id = {DESKS} or to_desk_id = {DESKS}",
            stays=["item_id", "from_desk_id", "to_desk_id", "municipality_id", "by_id", "at"],
        ),
        migrations.RunSQL(MOVES, STAYS_AS_BEFORE),
        migrations.RunSQL(POLICIES, POLICIES_BEFORE),
        migrations.RunSQL(ERASE, migrations.RunSQL.noop),
    ]
