from django.urls import reverse
from django.utils import timezone

from duizend.access.rules import OrganizationKind, Role
from duizend.consents.actions import load_consent_texts, load_legal_bases
from duizend.core.content import read_rows
from tests.people import make_family, make_organization, make_user, signed_in


def test_pages_open():
    wieg = make_organization("De Wieg", OrganizationKind.MIDWIFERY_PRACTICE)
    make_organization("Schuldhulp", OrganizationKind.DEBT_SUPPORT)
    fatma = make_user("Fatma Aydin", wieg, Role.MIDWIFE)
    family = make_family(fatma)
    print(load_consent_texts(read_rows("texts/consent.json", "consent_texts"), at=timezone.now()))
    print(load_consent_texts(read_rows("texts/consent.json", "consent_texts"), at=timezone.now()))
    print(load_legal_bases(read_rows("legal_bases.json", "legal_bases"), at=timezone.now()))
    print(load_legal_bases(read_rows("legal_bases.json", "legal_bases"), at=timezone.now()))
    client = signed_in(fatma)
    url = reverse("consents:list", args=[family.pk])
    for query in (
        "",
        "?ontvanger=schuldhulp&doel=referral&gegevens=contact,money",
        "?ontvanger=schuldhulp&doel=referral&gegevens=safety",
        "?ontvanger=x",
    ):
        response = client.get(url + query)
        assert response.status_code == 200
    assert client.get(reverse("consents:legal_bases")).status_code == 200
    response = client.post(
        reverse("consents:decide", args=[family.pk]),
        {
            "ontvanger": "schuldhulp",
            "doel": "referral",
            "categories": ["contact", "money"],
            "period": "year",
            "explained": ["what", "why"],
            "decision": "yes",
        },
    )
    assert (
        response.status_code == 200
        and b"First explain" in response.content
        or b"tikt" in response.content
    )
    for decision in ("yes", "no"):
        response = client.post(
            reverse("consents:decide", args=[family.pk]),
            {
                "ontvanger": "schuldhulp",
                "doel": "referral",
                "categories": ["contact", "money"],
                "period": "year",
                "explained": ["what", "why", "which_data"],
                "decision": decision,
            },
        )
        assert response.status_code == 302, response.content.decode()
        client.get(url)
