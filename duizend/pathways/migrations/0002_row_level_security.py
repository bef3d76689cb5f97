"""A decision about a step is seen with the plan, and only by who may see all it rests on."""

from django.db import migrations

from duizend.core.rls import function, protect
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
OURS = "recorder_organization_id = (select rls.organization_id())"
VISIBLE = f"""
    {MINE}
    and {seen()}
    and not exists (
        select 1 from unnest(rests_on) as life_domain
        where not rls.sees(family_id, life_domain, recorder_organization_id)
    )
"""

# Whether anybody decided anything on this version: then it may no longer change. Loading
# content is nobody in particular and sees no proposals.
CARD_IS_USED = "select exists (select 1 from pathways_proposal where card_id = card)"


class Migration(migrations.Migration):
    dependencies = [
        ("pathways", "0001_route_cards_and_proposals"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        function("route_card_is_used(card bigint)", "boolean", CARD_IS_USED),
        protect(
            "pathways_proposal",
            see=VISIBLE,
            add=f"{VISIBLE} and {OURS} and recorder_id = (select rls.user_id())",
            change=f"{VISIBLE} and {OURS}",
            # Decided again, it can rest on something else.
            may_change=["category"],
        ),
    ]
