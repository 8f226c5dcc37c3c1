"""How this room says no: input that is wrong, and numbers that data do not carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from vittne.terms.errors import Problem, UserError

LARGEST_COUNT = 10**9
"""No count of people is larger: a guard against slips of the keyboard."""

LARGEST_RAID = 100_000
LARGEST_DESIGN_EFFECT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The data do not carry the number, and this is why.

    Attributes
    ----------
    reasons : tuple of str
        Codes, such as ``too_few_complaints``; never empty.
    needed : mapping of str to int, float, bool or str
        What would be needed, by the name of the thing that is lacking.
    """

    reasons: tuple[str, ...]
    needed: Mapping[str, int | float | bool | str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, object]:
        """Return the refusal as JSON holds it."""
        return {"verdict": "refused", "reasons": list(self.reasons), "needed": dict(self.needed)}


class Checks:
    """Collects what is wrong with the arguments, so that all is said in one run."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, name: str, value: object, message: str, hint: str = "") -> None:
        """Keep one problem with the argument ``name``."""
        self._problems.append(Problem(message=message, hint=hint, column=name, value=str(value)))

    def count(self, name: str, value: object, *, least: int = 0, most: int = LARGEST_COUNT) -> bool:
        """True if ``value`` is a whole number from ``least`` to ``most``."""
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return True
        message = f"{value!r} is not a whole number from {least} to {most:,}."
        self.add(name, value, message, "Count people, in digits only.")
        return False

    def documented_and_complaints(self, documented: int, complaints: int) -> bool:
        """True if both are counts and the complaints can come from the documented."""
        if not (
            self.count("documented", documented, least=1) & self.count("complaints", complaints)
        ):
            return False
        if complaints <= documented:
            return True
        self.add(
            "complaints",
            complaints,
            f"{complaints} complaints are more than the {documented} people documented.",
            "Count only complaints made by people who are among the documented.",
        )
        return False

    def ordered(self, name: str, low: float, high: float) -> bool:
        """True if ``low`` is not above ``high``."""
        if low <= high:
            return True
        self.add(name, low, f"{low} is more than {high}.", "Give the smaller number first.")
        return False

    def share(self, name: str, value: object, *, ends: bool = True) -> bool:
        """True if ``value`` is a number from 0 to 1; without ``ends``, between them."""
        if _is_number(value) and (0 < value < 1 or (ends and 0 <= value <= 1)):
            return True
        where = "from 0 to 1" if ends else "between 0 and 1, ends excluded"
        self.add(name, value, f"{value!r} is not a number {where}.", "Write 10 % as 0.1.")
        return False

    def design_effect(self, value: object) -> bool:
        """True if ``value`` is a number from 1 to ``LARGEST_DESIGN_EFFECT``."""
        if _is_number(value) and 1 <= value <= LARGEST_DESIGN_EFFECT:
            return True
        self.add(
            "design_effect",
            value,
            f"{value!r} is not a design effect.",
            "1 is a simple random sample; 1.5 is a usual discount; less than 1 is never assumed.",
        )
        return False

    def raids(self, raid_size: object, rho: object) -> bool:
        """True if both describe raids, or both are None."""
        hint = (
            "People seized together decide together: say both how many are seized together "
            "and how alike they decide, or neither."
        )
        if rho is None and raid_size is not None:
            message = "A size of raids is given without their correlation."
            self.add("raid_size", raid_size, message, hint)
        if raid_size is None and rho is not None:
            message = "A correlation within raids is given without their size."
            self.add("rho", rho, message, hint)
        right = (raid_size is None) == (rho is None)
        if raid_size is not None:
            right &= self.count("raid_size", raid_size, least=1, most=LARGEST_RAID)
        if rho is not None:
            right &= self.share("rho", rho)
        return right

    def done(self) -> None:
        """Raise what was found.

        Raises
        ------
        UserError
            If anything was wrong.
        """
        if self._problems:
            raise UserError(self._problems)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
