"""Addresses and codes of others that our FHIR documents use, each as it was read there.

Profiles: Nictiz/Nictiz-R4-zib2020, read 23 November 2026. LOINC 57133-1 and 42349-1: the
HL7 C-CDA guides; 59284-0: the Consent example of FHIR R4. SNOMED CT 161714006: Nictiz'
example of nl-core-Pregnancy.EstimatedDateOfDelivery.
"""

NL_CORE = "http://nictiz.nl/fhir/StructureDefinition/nl-core-"
PATIENT = f"{NL_CORE}Patient"
ORGANIZATION = f"{NL_CORE}HealthcareProvider-Organization"
PRACTITIONER = f"{NL_CORE}HealthProfessional-Practitioner"
PRACTITIONER_ROLE = f"{NL_CORE}HealthProfessional-PractitionerRole"
DUE_DATE = f"{NL_CORE}Pregnancy.EstimatedDateOfDelivery"

INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
ANY_URI = "urn:ietf:rfc:3986"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"

REFERRAL_NOTE = {"system": LOINC, "code": "57133-1", "display": "Referral note"}
CONSULT_NOTE = {"system": LOINC, "code": "11488-4", "display": "Consult note"}
REASON_FOR_REFERRAL = {"system": LOINC, "code": "42349-1", "display": "Reason for referral"}
PATIENT_CONSENT = {"system": LOINC, "code": "59284-0"}
ESTIMATED_DELIVERY = {
    "system": SNOMED,
    "code": "161714006",
    "display": "geschatte bevallingsdatum",
}
