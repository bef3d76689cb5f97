"""A BSN at rest: encrypted under the key of this installation (Fernet, ADR 0022)."""

from cryptography.fernet import Fernet
from django.conf import settings


def sealed(bsn: str) -> bytes:
    """Nine digits in, ciphertext out; every time different, so it cannot be searched."""
    return Fernet(settings.BSN_KEY).encrypt(bsn.encode())


def opened(ciphertext: bytes | memoryview) -> str:
    """The nine digits. Raises cryptography's InvalidToken when the key is not the same."""
    return Fernet(settings.BSN_KEY).decrypt(bytes(ciphertext)).decode()
