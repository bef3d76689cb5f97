"""The balance: what protects left, what weighs right, life domains between. Never a total."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Factor:
    """One thing that protects or weighs, in words, with where it came from."""

    label: str
    source: str = ""
    url: str = ""
    shielded: bool = False


@dataclass(frozen=True)
class BalanceRow:
    """One life domain. `discussed=False` means: nobody asked yet, which is not "nothing"."""

    label: str
    protective: Sequence[Factor] = field(default_factory=tuple)
    risk: Sequence[Factor] = field(default_factory=tuple)
    discussed: bool = True
    url: str = ""

    @property
    def silent(self) -> bool:
        """Say whether neither side has anything to show."""
        return not self.protective and not self.risk
