"""Single-mode instances in the format of PSPLIB (`.sm`): read, written, and turned into a scheduling problem.

Format: Kolisch and Sprecher, PSPLIB, European Journal of Operational Research 96 (1996), https://www.om-db.wi.tum.de/psplib/.
Jobs are numbered from 1; the first and the last are dummies without work that stand for start and end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_worker.scheduling.problem import Activity, Line, Link, Mode, Problem, Resource

_STARS = "*" * 72


@dataclass(frozen=True, slots=True)
class Job:
    """A job's periods, units of each resource, and what comes after it, by number."""

    duration: int
    demands: tuple[int, ...]
    successors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """Jobs including both dummies, and how many units of each resource there are."""

    jobs: tuple[Job, ...]
    capacities: tuple[int, ...]

    @property
    def horizon(self) -> int:
        """The periods that are enough when one job follows another."""
        return sum(job.duration for job in self.jobs)


def read(text: str) -> Instance:
    """Read a file of one project whose jobs have one mode and need renewable resources only."""
    lines = [line.split() for line in text.splitlines()]
    after = _rows(lines, "PRECEDENCE")
    work = _rows(lines, "REQUESTS/DURATIONS:")
    (capacities,) = _rows(lines, "RESOURCEAVAILABILITIES:")
    jobs = [
        Job(request[2], tuple(request[3:]), tuple(relation[3:])) for relation, request in zip(after, work, strict=True)
    ]
    return Instance(tuple(jobs), tuple(capacities))


def write(instance: Instance, *, name: str, seed: int) -> str:
    """Write an instance as a file that other schedulers read too."""
    return "\n".join((*_head(instance, name, seed), *_relations(instance), *_requests(instance), _STARS)) + "\n"


def problem(instance: Instance) -> Problem:
    """Return the problem: a period is a day of one minute, and all resources share one line."""
    before: list[list[int]] = [[] for _ in instance.jobs]
    for number, job in enumerate(instance.jobs, 1):
        for later in job.successors:
            before[later - 1].append(number)
    activities = tuple(
        Activity(
            id=f"job {number + 2}",
            modes=(Mode(0, job.duration, tuple((one, units) for one, units in enumerate(job.demands) if units)),),
            links=tuple(Link(one - 2) for one in before[number + 1] if one > 1),
        )
        for number, job in enumerate(instance.jobs[1:-1])
    )
    line = Line.of(1, instance.horizon)
    return Problem(
        tuple(range(1, instance.horizon + 1)),
        (line,),
        tuple(Resource(0, units) for units in instance.capacities),
        activities,
    )


def _rows(lines: Sequence[Sequence[str]], title: str) -> list[list[int]]:
    """Return the numbers below a title and its headings, up to the next line of stars."""
    first = next(number for number, line in enumerate(lines) if line and line[0] == title) + 1
    rows: list[list[int]] = []
    for line in lines[first:]:
        if line and line[0].startswith("*"):
            break
        if line and all(word.isdigit() for word in line):
            rows.append([int(word) for word in line])
    return rows


def _head(instance: Instance, name: str, seed: int) -> Iterator[str]:
    yield from (_STARS, f"file with basedata            : {name}", f"initial value random generator: {seed}", _STARS)
    yield "projects                      :  1"
    yield f"jobs (incl. supersource/sink ):  {len(instance.jobs)}"
    yield f"horizon                       :  {instance.horizon}"
    yield "RESOURCES"
    yield f"  - renewable                 :  {len(instance.capacities)}   R"
    yield "  - nonrenewable              :  0   N"
    yield "  - doubly constrained        :  0   D"
    yield from (_STARS, "PROJECT INFORMATION:", "pronr.  #jobs rel.date duedate tardcost  MPM-Time")
    yield f"    1     {len(instance.jobs) - 2}      0   {instance.horizon}        0   {instance.horizon}"


def _relations(instance: Instance) -> Iterator[str]:
    yield from (_STARS, "PRECEDENCE RELATIONS:", "jobnr.    #modes  #successors   successors")
    for number, job in enumerate(instance.jobs, 1):
        after = "".join(f"{one:4}" for one in job.successors)
        yield f"{number:4}        1        {len(job.successors):3}        {after}"


def _requests(instance: Instance) -> Iterator[str]:
    resources = "".join(f"  R {number}" for number in range(1, len(instance.capacities) + 1))
    yield from (_STARS, "REQUESTS/DURATIONS:", f"jobnr. mode duration{resources}", "-" * 72)
    for number, job in enumerate(instance.jobs, 1):
        yield f"{number:3}      1    {job.duration:3}   " + "".join(f"{units:5}" for units in job.demands)
    yield from (_STARS, "RESOURCEAVAILABILITIES:", resources, "".join(f"{units:5}" for units in instance.capacities))
