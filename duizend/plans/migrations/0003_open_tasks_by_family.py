"""Open tasks of a family by their day; and a function that keeps its plan between rows."""

from django.db import migrations, models

from duizend.core.rls import function

SIGNATURE = "still_cares(asked uuid, person bigint)"
# As in 0002, written to be asked for hundreds of families at once.
STILL_CARES = """
begin
return rls.is_mine(asked) and exists (
    select 1 from families_carerelation r
    join access_user u
      on u.id = r.practitioner_id and u.is_active and u.organization_id = r.organization_id
    where r.family_id = asked and r.practitioner_id = person and r.kind = 'care'
      and (r.period_end is null or r.period_end > statement_timestamp())
);
end
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_row_level_security")]
    operations = [
        migrations.AddIndex(
            model_name="plantask",
            index=models.Index(
                condition=models.Q(("status__in", ["agreed", "busy"])),
                fields=["family", "by_when"],
                name="open_tasks_of_a_family",
            ),
        ),
        function(SIGNATURE, "boolean", STILL_CARES, language="plpgsql", reverse="select 1"),
    ]
