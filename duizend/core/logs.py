"""What the log of the server holds: no link that opens something for who has it."""

from __future__ import annotations

import logging
import re

# After these words in an address comes what opens it: the question to an owner, the answers of a
# parent at home, a new password.
_OPENS = re.compile(r"(/klopt-dit-nog/|/k/|/reset/key/)[^/\s?]+")


class WithoutLinks(logging.Filter):
    """Django writes the address of what was refused; that may be a link that still works."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                _OPENS.sub(r"\1…", one) if isinstance(one, str) else one for one in record.args
            )
        return True
