"""A card as it is written in these tests."""

import json

STEP = {
    "action": "Samen bellen met de geldhulp",
    "kind": "referral",
    "role": "debt_counsellor",
    "organization_kinds": ["debt_support"],
    "why": "Er is gesproken over {labels}.",
    "origin": "proposal",
    "consent_categories": ["contact", "money"],
    "feedback_who": "receiver",
    "feedback_to": "referrer",
    "feedback_within_value": "10",
    "feedback_within_unit": "working_days",
    "feedback_within_origin": "proposal",
    "within_value": "5",
    "within_unit": "working_days",
    "within_origin": "proposal",
    "gestation_unit": "weeks",
    "child_age_unit": "weeks",
}
ABOUT = {
    "name": "Geld en roken samen",
    "why": "Er is gesproken over {labels}.",
    "note": "",
    "certainty": "own",
    "source_0": "COALITIE|",
}
SCOPE = {
    "phases": ["pregnancy", "postpartum"],
    "municipalities": ["GM1680"],
    "gestation_unit": "weeks",
    "child_age_unit": "weeks",
}


def leaf(code):
    return json.dumps({"concept": code}, separators=(",", ":"))


# debts AND (smoking OR single_parent) AND NOT asks_help_money
ROWS = {
    "c-rows": "3",
    "c-word": "and",
    "c-0-what": leaf("debts"),
    "c-1-rows": "2",
    "c-1-word": "or",
    "c-1-0-what": leaf("smoking"),
    "c-1-1-what": leaf("single_parent"),
    "c-2-what": leaf("asks_help_money"),
    "c-2-not": "not",
    "do": "save",
}
