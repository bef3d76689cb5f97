"""Flags are shielded for everybody, except that whoever gets such an answer may raise one.

Who may not see what is shielded inserts a flag and cannot read it back. The one exception:
whose name stands on it sees that one flag, so that none is without a reader.
"""

from django.db import migrations

from duizend.core.rls import function, protect
from duizend.families.policies import seen

ME = "(select rls.user_id())"
MINE = "family_id = any((select rls.families())::uuid[])"
BY_ME = f"recorder_id = {ME}"
HERE = "recorder_organization_id = (select rls.organization_id())"
SEES = seen()
SEES_FLAG = f"({SEES} or owner_id = {ME})"
SEES_PART = f"({SEES} or rls.owns_flag(flag_id))"

OWNS = "select exists (select 1 from flags_flag where id = asked and owner_id = rls.user_id())"

# The answer says something else now, or again what it said: written down at the flags of it,
# also for who may not see them. Tells nothing but whether there was something to write.
MARK = """
create function rls.mark_flags(answer uuid, still text[], moment timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog, public as $body$
with marked as (
    update flags_flag
    set answer_changed = case when code = any(still) then null else moment end
    where reference = answer and status = 'open'
      and (code = any(still)) = (answer_changed is not null)
      and rls.is_mine(family_id) and recorder_organization_id = rls.organization_id()
    returning 1
)
select exists (select 1 from marked)
$body$
"""

# Nobody puts somebody else's name on it: it becomes mine, by my own yes.
ONLY_MINE = """
create trigger only_mine before update on flags_flag for each row
when (new.owner_id is distinct from old.owner_id and new.owner_id is distinct from rls.user_id())
execute function rls.refuse_change();
create trigger own_yes before update on flags_handover for each row
when (
    new.status in ('accepted', 'declined') and new.status is distinct from old.status
    and new.to_id is distinct from rls.user_id()
)
execute function rls.refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("flags", "0001_initial"),
        ("families", "0002_row_level_security"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        function("owns_flag(asked uuid)", "boolean", OWNS),
        migrations.RunSQL(MARK, "drop function rls.mark_flags"),
        protect(
            "flags_flag",
            see=f"{MINE} and {SEES_FLAG}",
            add=f"{MINE} and {BY_ME} and {HERE} and status = 'open' and rls.is_colleague(owner_id)",
            change=f"{MINE} and {HERE} and {SEES_FLAG}",
            stays=["code", "reference", "talk", "source_name", "recorded"],
        ),
        protect(
            "flags_deed",
            see=f"{MINE} and {SEES_PART}",
            add=f"{MINE} and {BY_ME} and {HERE} and {SEES_PART}",
            # What was done stays as it was said.
            change="false",
        ),
        protect(
            "flags_handover",
            see=f"{MINE} and {SEES_PART}",
            add=f"{MINE} and {BY_ME} and {HERE} and {SEES_PART} and rls.is_colleague(to_id)",
            change=f"{MINE} and {HERE} and {SEES_PART}",
            stays=["flag_id", "to_id", "recorded"],
        ),
        migrations.RunSQL(
            ONLY_MINE,
            "drop trigger only_mine on flags_flag; drop trigger own_yes on flags_handover",
        ),
    ]
