import pytest

from roadmap_worker.scheduling.effort import Effort
from roadmap_worker.scheduling.solve import Solved, solve
from support_roadmap.exhaustive_periods import shortest
from support_roadmap.progen import Shape, instance
from support_roadmap.psplib import Instance, Job, problem, read, write

# Stopped by steps alone: a slow machine must not change what is found.
_PATIENT = Effort(deterministic_s=1.0, wall_s=120)
_DUMMY = (0, 0)


def _solved(given: Instance) -> tuple[int, int]:
    """Return how many periods the schedule takes, and how many are proven to be needed."""
    found: Solved = solve(problem(given), _PATIENT)
    return found.solution.last_day + 1, found.bound + 1


def _instance(capacities: tuple[int, ...], *jobs: tuple[int, tuple[int, ...], tuple[int, ...]]) -> Instance:
    none = (0,) * len(capacities)
    first = tuple(range(2, len(jobs) + 2))
    own = [Job(duration, units, after or (len(jobs) + 2,)) for duration, units, after in jobs]
    return Instance((Job(0, none, first), *own, Job(0, none, ())), capacities)


# Jobs are numbered from 2, as in the files; the drawing shows who uses which unit in each period.
TWO_UNITS = _instance((2,), (4, (1,), ()), (3, (1,), ()), (3, (1,), ()), (2, (2,), ()))
#   unit 1: 5 5 2 2 2 2 . .     Job 5 takes both units for two periods; 4, 3 and 3 on two units take six.
#   unit 2: 5 5 3 3 3 4 4 4     Eight, although the work would fill only seven periods.

NOTHING_FITS_BESIDE = _instance((4,), (3, (2,), (5,)), (4, (3,), (6,)), (2, (4,), ()), (2, (2,), ()), (1, (3,), ()))
#   units 1-2: 2 2 2 5 5 3 3 3 3 6 4 4     Only jobs 2 and 5 would fit beside each other, and 5 comes after 2:
#   unit 3:    . . . . . 3 3 3 3 6 4 4     twelve, one after the other.
#   unit 4:    . . . . . . . . . . 4 4

SHORT_BEFORE_LONG = _instance((1, 1), (2, (1, 0), (4,)), (5, (1, 0), ()), (6, (0, 1), ()))
#   resource 1: 2 2 3 3 3 3 3 .     Job 4 waits for job 2 and is long, so the shorter of the two goes first: eight.
#   resource 2: . . 4 4 4 4 4 4     The other way round it would be thirteen.

DIAMOND = _instance((3, 2), (2, (2, 0), (3, 4)), (3, (2, 1), (5,)), (4, (2, 1), (5,)), (1, (3, 2), ()))
#   resource 1: 2 2 4 4 4 4 3 3 3 5     Jobs 3 and 4 both need two of three units, so the diamond is a line: ten.
#   resource 2: . . 4 4 4 4 3 3 3 5

WAIT_FOR_THE_BIG_ONE = _instance((3,), (1, (1,), (3,)), (6, (2,), ()), (4, (2,), ()), (3, (1,), ()), (3, (1,), ()))
#   units 1-2: 4 4 4 4 3 3 3 3 3 3     Jobs 3 and 4 need two of three units each, so ten periods at least;
#   unit 3:    2 5 5 5 6 6 6 . . .     the small ones fit beside them.


@pytest.mark.parametrize(
    ("given", "periods"),
    [(TWO_UNITS, 8), (NOTHING_FITS_BESIDE, 12), (SHORT_BEFORE_LONG, 8), (DIAMOND, 10), (WAIT_FOR_THE_BIG_ONE, 10)],
    ids=["two units", "nothing fits beside", "short before long", "diamond", "wait for the big one"],
)
def test_instances_drawn_by_hand_are_solved_to_their_optimum(given: Instance, periods: int) -> None:
    assert _solved(given) == (periods, periods)
    assert shortest(given) == periods


@pytest.mark.parametrize("seed", range(25))
def test_tiny_instances_are_as_short_as_every_order_tried(seed: int) -> None:
    given = instance(Shape(jobs=6, resources=2, factor=0.5 + seed % 2 / 2, strength=seed % 3 * 0.2), seed)
    periods = shortest(given)
    assert _solved(given) == (periods, periods)


@pytest.mark.parametrize(("strength", "factor"), [(0.2, 0.25), (0.2, 0.5), (0.5, 1.0), (0.7, 1.0)])
def test_thirty_jobs_are_scheduled_within_five_percent_of_the_bound(strength: float, factor: float) -> None:
    given = instance(Shape(strength=strength, factor=factor), seed=7)
    periods, bound = _solved(given)
    assert bound <= periods <= 1.05 * bound
    assert _breaks(given) == []


def test_an_instance_is_read_as_it_was_written() -> None:
    given = instance(Shape(), seed=1)
    assert read(write(given, name="own", seed=1)) == given


def test_a_file_laid_out_as_in_the_library_is_read() -> None:
    text = """\
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     8       4    0
  3      1     4       0   10
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
   12   13
************************************************************************
"""
    jobs = (Job(0, _DUMMY, (2, 3)), Job(8, (4, 0), (4,)), Job(4, (0, 10), (4,)), Job(0, _DUMMY, ()))
    assert read(text) == Instance(jobs, (12, 13))


def test_the_generator_keeps_what_it_was_asked_for() -> None:
    for seed in range(5):
        made = instance(Shape(complexity=1.8, factor=0.5, strength=0.5), seed)
        arcs = sum(len(job.successors) for job in made.jobs)
        assert 1.4 <= arcs / len(made.jobs) <= 2.1
        assert all(sum(units > 0 for units in job.demands) == 2 for job in made.jobs[1:-1])
        assert all(units <= most for job in made.jobs for units, most in zip(job.demands, made.capacities, strict=True))


def _breaks(given: Instance) -> list[str]:
    """Return the broken rules of the schedule, counted period by period."""
    placed = solve(problem(given), _PATIENT).solution.placed
    spans = {number + 2: (one.start, one.end) for number, one in enumerate(placed)}
    found = [
        f"job {later} before job {number}"
        for number, job in enumerate(given.jobs[1:-1], 2)
        for later in job.successors
        if later in spans and spans[later][0] < spans[number][1]
    ]
    for period in range(given.horizon):
        running = [given.jobs[number - 1] for number, (start, end) in spans.items() if start <= period < end]
        for resource, most in enumerate(given.capacities):
            if sum(job.demands[resource] for job in running) > most:
                found.append(f"too much of resource {resource} in period {period}")
    return found
