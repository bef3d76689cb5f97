"""A consultation is read by who asked and by who was asked; by nobody else."""

from django.db import migrations

from duizend.core.rls import function, protect

ME = "(select rls.user_id())"
# May this person take part at all?
CONSULTS = "u.is_active and (rls.works_with_families() or u.is_safeguarding_officer)"

# Whether the one who asks the database is asked here: by organisation, role or expertise. Roles
# and expertise only in the municipalities where the asker works.
IS_CONSULTED = f"""
select exists (
    select 1 from access_user u
    where u.id = rls.user_id() and {CONSULTS} and (
        u.organization_id = organization
        or (
            (u.role = asked_role or (expertise = 'safeguarding' and u.is_safeguarding_officer))
            and exists (
                select 1 from access_organization_municipalities here
                join access_organization_municipalities there using (municipality_id)
                join access_user a on a.organization_id = there.organization_id
                where here.organization_id = u.organization_id and a.id = from_user
            )
        )
    )
)
"""
# Ids of who is asked, for the mail that says nothing; only for the one who asks.
CONSULTED = """
select u.id
from consultations_consultation c
join access_user a on a.id = c.asker_id
join access_user u on u.id <> a.id and u.is_active and u.wants_mail and (
    u.organization_id = c.to_organization_id
    or (
        (u.role = c.to_role or (c.to_expertise = 'safeguarding' and u.is_safeguarding_officer))
        and exists (
            select 1 from access_organization_municipalities here
            join access_organization_municipalities there using (municipality_id)
            where here.organization_id = u.organization_id
              and there.organization_id = a.organization_id
        )
    )
)
where c.id = asked and c.asker_id = rls.user_id()
"""
PARTY = f"asker_id = {ME} or rls.is_consulted(asker_id, to_organization_id, to_role, to_expertise)"
# Looks at the consultation under its own policy.
OF_MINE = "exists (select 1 from consultations_consultation c where c.id = consultation_id)"
ONCE_CLOSED = """
create trigger closed before update on consultations_consultation for each row
when (old.closed_at is not null) execute function rls.refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0001_without_a_name"),
        ("referrals", "0002_row_level_security"),
    ]
    operations = [
        function(
            "is_consulted(from_user bigint, organization bigint, asked_role text, expertise text)",
            "boolean",
            IS_CONSULTED,
        ),
        function("consulted(asked uuid)", "setof bigint", CONSULTED),
        protect(
            "consultations_consultation",
            see=PARTY,
            add=f"asker_id = {ME}",
            stays=[
                "asker_id",
                "to_organization_id",
                "to_role",
                "to_expertise",
                "subject",
                "asked_at",
            ],
        ),
        migrations.RunSQL(ONCE_CLOSED, "drop trigger closed on consultations_consultation"),
        protect(
            "consultations_post",
            see=OF_MINE,
            add=f"by_id = {ME} and {OF_MINE}",
            change="false",
        ),
    ]
