"""What stands on a picture is seen like any finding: each row in its own data category.

Another organisation finds a picture only when something on it may be told to it; that one
was made is not a secret to keep apart from what stands on it, but not a thing to tell either.
"""

from django.db import migrations

from duizend.core.rls import protect
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
OURS = "recorder_organization_id = (select rls.organization_id())"
FROM_HERE = f"recorder_id = (select rls.user_id()) and {OURS}"
SEEN = f"{MINE} and {seen()}"
ON_IT = "portrait_id = portraits_portrait.id"


class Migration(migrations.Migration):
    dependencies = [
        ("portraits", "0001_initial"),
        ("families", "0002_row_level_security"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        *(
            protect(
                f"portraits_{table}",
                see=SEEN,
                add=f"{SEEN} and {FROM_HERE}",
                change=f"{SEEN} and {OURS}",
                stays=["portrait_id", "theme_id", *more],
            )
            for table, more in (("mark", []), ("statement", ["voice"]))
        ),
        protect(
            "portraits_portrait",
            see=f"""{MINE} and (
                {OURS}
                or exists (select 1 from portraits_mark where {ON_IT})
                or exists (select 1 from portraits_statement where {ON_IT})
            )""",
            add=f"{MINE} and {FROM_HERE}",
            change=f"{MINE} and {OURS}",
            stays=["picture", "person_id"],
        ),
    ]
