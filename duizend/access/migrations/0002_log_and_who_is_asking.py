"""Who is asking, and a log that only grows."""

from django.db import migrations

from duizend.core.rls import function, protect, sql_list

# Roles that may see what is shielded; `test_sql_lists_match_the_rules` keeps it equal to
# access.rules.SEES_RESTRICTED.
SEES_RESTRICTED = (
    "midwife",
    "obstetrician",
    "youth_nurse",
    "youth_doctor",
    "general_practitioner",
    "psychologist",
    "social_worker",
)
MAY_USE_BSN = (
    "midwifery_practice",
    "hospital_obstetrics",
    "maternity_care",
    "youth_health_care",
    "general_practice",
    "mental_health",
)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("core", "0001_row_level_security")]
    operations = [
        function(
            "organization_id()",
            "bigint",
            "select organization_id from access_user where id = rls.user_id() and is_active",
        ),
        function(
            "sees_restricted()",
            "boolean",
            "select coalesce((select role = any("
            + sql_list(SEES_RESTRICTED)
            + ") from access_user where id = rls.user_id() and is_active), false)",
        ),
        function(
            "may_use_bsn()",
            "boolean",
            "select coalesce((select kind = any("
            + sql_list(MAY_USE_BSN)
            + ") from access_organization where id = rls.organization_id()), false)",
        ),
        protect(
            "access_auditevent",
            # Extended with the families one may see in families.0002.
            see="agent_id = (select rls.user_id())",
            # Not rls.organization_id(): who no longer works here can still fail to sign in.
            add="agent_id = (select rls.user_id()) and agent_organization_id = "
            "(select organization_id from access_user where id = rls.user_id())",
            change="false",
        ),
    ]
