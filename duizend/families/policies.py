"""The condition that policies of many modules share: who may see a finding about a family."""

from __future__ import annotations


def seen(
    category: str = "category",
    *,
    organization: str = "recorder_organization_id",
) -> str:
    """SQL over a row with `family_id`: its category may be seen, as `rls.sees` says.

    What the own organisation wrote, shielded data apart, is decided without asking the
    function for every row: a list of hundreds of families has thousands of them. `category`
    is a column or a code in quotes; the family itself is looked at elsewhere in the policy.
    """
    ours = f"{organization} = (select rls.organization_id())"
    return (
        f"(({ours} and {category} <> 'safety') or rls.sees(family_id, {category}, {organization}))"
    )
