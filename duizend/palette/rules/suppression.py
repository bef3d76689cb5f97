"""From how many families on a count is told. The database keeps to it (migration 0001)."""

from __future__ import annotations

# Under ten somebody could be recognised (as in experiences and questionnaires).
SHOWN_FROM = 10
