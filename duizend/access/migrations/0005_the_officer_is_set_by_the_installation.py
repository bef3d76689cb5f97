"""Who may read the vault of the meldcode is decided by the installation, like a role."""

from django.db import migrations

TRIGGER = """
drop trigger stays_as_set on access_user;
create trigger stays_as_set before update on access_user for each row when (
    ({old}) is distinct from ({new})
)
execute function rls.refuse_who_asks();
"""
BEFORE = ("role", "organization_id", "supervisor_id", "is_active")
NOW = (*BEFORE, "is_safeguarding_officer")


def trigger(columns: tuple[str, ...]) -> str:
    return TRIGGER.format(
        old=", ".join(f"old.{name}" for name in columns),
        new=", ".join(f"new.{name}" for name in columns),
    )


class Migration(migrations.Migration):
    dependencies = [("access", "0004_administrator_and_safeguarding_officer")]
    operations = [migrations.RunSQL(trigger(NOW), trigger(BEFORE))]
