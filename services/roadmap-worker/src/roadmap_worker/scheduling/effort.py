"""How long a proof may take."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search: steps in the solver's deterministic seconds, and seconds on the wall as a guard.

    A deterministic second took 2 to 3 seconds on one core of the machine that this was measured on. `alone_s` is for a
    plan of one person, where somebody waits for an answer at once: 10 to 30 ms, seldom 50.
    """

    deterministic_s: float = 0.4
    alone_s: float = 0.005
    wall_s: float = 1.2
    seed: int = 6

    def half(self) -> "Effort":
        """Return half of the effort, for a second search."""
        return replace(self, deterministic_s=self.deterministic_s / 2, wall_s=self.wall_s / 2)

    def alone(self) -> "Effort":
        """Return the effort for a plan of one person."""
        return replace(self, deterministic_s=self.alone_s)
