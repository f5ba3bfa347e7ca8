"""A number on its way to becoming a figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from indicators.numerals import Numeral

__all__ = ["Candidate"]


@dataclass(slots=True)
class Candidate:
    """A number with what stands right beside it. `kind` is "" until a unit, a noun or a neighbour tells what it is.

    `value` is without sign and holds `factor`, the product of the magnitude words; `outside`: not a figure at all.
    `marked`: has a currency mark before it. `shared`: its unit or magnitude was taken from a neighbour.
    """

    numeral: Numeral
    start: int
    end: int
    value: Decimal
    factor: Decimal = Decimal(1)
    kind: str = ""
    unit: str = ""
    sign: int = 0
    marked: bool = False
    shared: bool = False
    outside: bool = False
    time: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = "exact"
    noun_start: int | None = None
    notes: dict[str, str | int | float | bool | None] = field(default_factory=dict)

    @property
    def scaled(self) -> bool:
        """Whether magnitude words multiply it."""
        return self.factor != 1 or self.numeral.magnitude

    @property
    def bare(self) -> bool:
        """Whether nothing says yet what it counts."""
        return not self.kind and not self.outside

    @property
    def signed(self) -> Decimal:
        """The value with its printed sign."""
        return -self.value if self.sign < 0 else self.value
