"""What waits and what ended, by family; and a function that keeps its plan between rows."""

from django.db import migrations, models

from duizend.core.rls import function

SIGNATURE = "reads_history(referral uuid)"
# As in 0002, written to be asked for hundreds of lines at once.
READS_HISTORY = """
begin
return exists (
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
);
end
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_row_level_security")]
    operations = [
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("due_on__isnull", False)),
                fields=["family", "due_on"],
                name="waiting_of_a_family",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["family", "ended_at"], name="ended_of_a_family"),
        ),
        function(SIGNATURE, "boolean", READS_HISTORY, language="plpgsql", reverse="select 1"),
    ]
