"""Everybody reads the menu; who offers something, or the coalition, writes it.

Offers have no policy, because they are public; a trigger keeps the writing shut. Outside a
request, and for the owner who came in by a link, nobody is asking: what such a link may do
stands in the action. A question of which the link was used never changes again.
"""

from django.db import migrations

from duizend.access.rules import ROLES, Role
from duizend.core.rls import function, protect, sql_list

SETTERS = sql_list([role.value for role, facts in ROLES.items() if facts.sets_agreements])
# Keep equal to directory.permissions.keeps; tests/db/directory looks.
KEEPS = f"""
select exists (
    select 1 from access_user
    where id = rls.user_id() and is_active and (
        role = any({SETTERS}) or (organization_id = asked and role <> '{Role.STUDENT.value}')
    )
)
"""
KEEPS_OFFER = """
rls.keeps_menu_of((select o.organization_id from directory_offer o where o.id = offer_id))
"""
NOBODY = "(select rls.user_id()) is null"
ME = "sender_id = (select rls.user_id())"

LOCK = """
create function rls.check_keeps_menu() returns trigger language plpgsql
set search_path = pg_catalog, public as $body$
begin
    if rls.user_id() is not null and not (
        rls.keeps_menu_of(new.organization_id)
        and (tg_op = 'INSERT' or rls.keeps_menu_of(old.organization_id))
    ) then
        raise exception 'only who offers this, or the coalition, writes it'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $body$;
create trigger may_write before insert or update on directory_offer
    for each row execute function rls.check_keeps_menu();
create trigger answered before update on directory_stilltrue for each row
    when (old.answered is not null) execute function rls.refuse_change();
create trigger decided before update on directory_suggestion for each row
    when (old.state <> 'open') execute function rls.refuse_change();
"""
OPEN_AGAIN = """
drop trigger decided on directory_suggestion;
drop trigger answered on directory_stilltrue;
drop trigger may_write on directory_offer;
drop function rls.check_keeps_menu();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_questions_and_suggestions"),
        ("access", "0002_log_and_who_is_asking"),
    ]
    operations = [
        function("keeps_menu_of(asked bigint)", "boolean", KEEPS),
        protect(
            "directory_stilltrue",
            see=NOBODY,
            add=NOBODY,
            stays=["offer_id", "email", "asked_on", "expires"],
        ),
        protect(
            "directory_suggestion",
            see=f"{ME} or {KEEPS_OFFER}",
            add="state = 'open' and "
            f"(({ME} and question_id is null) or ({NOBODY} and sender_id is null))",
            change=KEEPS_OFFER,
            stays=["offer_id", "question_id", "changes", "remark", "recorded"],
        ),
        migrations.RunSQL(LOCK, OPEN_AGAIN),
    ]
