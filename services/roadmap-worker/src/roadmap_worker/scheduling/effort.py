"""How long a proof may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search: steps in the solver's deterministic seconds, and seconds on the wall as a guard."""

    deterministic_s: float = 0.4
    wall_s: float = 1.2
    seed: int = 6
