"""The five steps of the meldcode, in a vault for three people.

FHIR: none; nothing here is exchanged. Everything written is encrypted under a key of its
own (ADR 0059). Only the one who keeps a case, the supervisor they name and the meldcode
officer of their organisation read it (ADR 0058). Builds on families.
"""
