"""A coalition sets cards on screen: who wrote that down, and what was decided.

Everybody reads cards, so there is no policy; a trigger keeps the writing shut. Outside a request
nobody is asking: that is the installation, loading its content.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from duizend.access.rules import ROLES
from duizend.core.rls import function, sql_list

SETTERS = sql_list([role.value for role, facts in ROLES.items() if facts.sets_agreements])
SETS_AGREEMENTS = f"""
select exists (
    select 1 from access_user
    where id = rls.user_id() and is_active and role = any({SETTERS})
)
"""
LOCK = """
create function rls.check_may_set_card() returns trigger language plpgsql
set search_path = pg_catalog, public as $body$
begin
    if rls.user_id() is not null and (tg_op = 'DELETE' or not rls.sets_agreements()) then
        raise exception 'only who sets agreements writes a card'
            using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' and (
        old.code <> new.code or old.version <> new.version or old.content <> new.content
        or old.set_on <> new.set_on or old.recorder_id is distinct from new.recorder_id
    ) and (rls.user_id() is not null or rls.route_card_is_used(old.id)) then
        raise exception 'version % of card % stays as it was set', old.version, old.code
            using errcode = 'insufficient_privilege';
    end if;
    return coalesce(new, old);
end $body$;
create trigger may_set before insert or update or delete on pathways_routecard
    for each row execute function rls.check_may_set_card();
"""
OPEN_AGAIN = """
drop trigger may_set on pathways_routecard;
drop function rls.check_may_set_card();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pathways", "0002_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="routecard",
            name="decision",
            field=models.CharField(blank=True, max_length=500, verbose_name="what was decided"),
        ),
        migrations.AddField(
            model_name="routecard",
            name="recorder",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="routecard",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True),
        ),
        function("sets_agreements()", "boolean", SETS_AGREEMENTS),
        migrations.RunSQL(LOCK, OPEN_AGAIN),
    ]
