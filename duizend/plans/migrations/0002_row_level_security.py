"""The plan is told to others with consent; who coordinates is known to the whole team.

Nobody can make somebody else the coordinator: the database lets a row become `active`
only for the person it names.
"""

from django.db import migrations

from duizend.core.rls import function, protect
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
ME = "(select rls.user_id())"
BY_ME = f"recorder_id = {ME}"
FROM_HERE = f"{BY_ME} and recorder_organization_id = (select rls.organization_id())"
SEEN = f"{MINE} and {seen()}"
SOURCE = f"{MINE} and {seen(organization='source_organization_id')}"

# Whether who coordinates still works with this family. The team may know that, of every
# organisation; care relations of others are not shown otherwise.
STILL_CARES = """
select rls.is_mine(asked) and exists (
    select 1 from families_carerelation r
    join access_user u
      on u.id = r.practitioner_id and u.is_active and u.organization_id = r.organization_id
    where r.family_id = asked and r.practitioner_id = person and r.kind = 'care'
      and (r.period_end is null or r.period_end > statement_timestamp())
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_initial"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        function("still_cares(asked uuid, person bigint)", "boolean", STILL_CARES),
        protect("plans_careplan", see=MINE, add=f"{MINE} and {FROM_HERE}"),
        *(
            protect(f"plans_{table}", see=SEEN, add=f"{SEEN} and {FROM_HERE}")
            for table in ("goal", "plantask", "agreement")
        ),
        protect("plans_stepmove", see=SEEN, add=f"{SEEN} and {FROM_HERE}", change="false"),
        protect("plans_change", see=SOURCE, add=f"{SOURCE} and {BY_ME}", change="false"),
        protect(
            "plans_coordination",
            see=MINE,
            add=f"{MINE} and {BY_ME} and status = 'proposed'",
            stays=["practitioner_id", "organization_id"],
        ),
        migrations.RunSQL(
            f"""
            drop policy change on plans_coordination;
            create policy change on plans_coordination for update using ({MINE})
            with check ({MINE} and (status <> 'active' or practitioner_id = {ME}));
            """,
            f"""
            drop policy change on plans_coordination;
            create policy change on plans_coordination for update using ({MINE})
            with check ({MINE});
            """,
        ),
        protect(
            "plans_notice",
            see=f"to_id = {ME}",
            add=f"{MINE} and {BY_ME}",
            stays=["to_id", "kind", "about"],
        ),
    ]
