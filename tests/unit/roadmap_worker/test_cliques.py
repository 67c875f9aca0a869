from roadmap_worker.scheduling.cliques import cliques
from roadmap_worker.scheduling.problem import Activity, Line, Mode, Problem, Resource


def _problem(capacities: tuple[int, ...], *needs: tuple[tuple[int, int], ...]) -> Problem:
    activities = tuple(Activity(str(number), (Mode(0, 1, need),)) for number, need in enumerate(needs))
    resources = tuple(Resource(0, units) for units in capacities)
    return Problem(tuple(range(10)), (Line.of(1, 10),), resources, activities)


def test_three_that_different_resources_keep_apart_in_pairs_are_found() -> None:
    # Resource 0 keeps the first two apart, 1 the second and third, 2 the first and third.
    needs = (((0, 2), (2, 1)), ((0, 2), (1, 2)), ((1, 2), (2, 3)))
    assert cliques(_problem((3, 3, 3), *needs)) == ((0, 1, 2),)
    assert cliques(_problem((3, 3, 4), *needs)) == ()


def test_those_whom_one_resource_keeps_apart_are_known_already() -> None:
    assert cliques(_problem((3,), ((0, 2),), ((0, 2),), ((0, 3),))) == ()
    assert cliques(_problem((1,), ((0, 1),), ((0, 1),), ((0, 1),))) == ()


def test_a_small_need_beside_large_ones_of_one_resource_is_found() -> None:
    # No pair fits, though the third one would by itself fit twice.
    assert cliques(_problem((3,), ((0, 3),), ((0, 3),), ((0, 1),))) == ((0, 1, 2),)


def test_whoever_has_a_choice_is_left_out() -> None:
    given = _problem((1, 1), ((0, 1),), ((0, 1),))
    free = Activity("free", (Mode(0, 1, ((0, 1),)), Mode(0, 1, ((1, 1),))))
    assert cliques(Problem(given.days, given.lines, given.resources, (*given.activities, free))) == ()
