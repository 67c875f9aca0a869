import json

from shared.jobs.waiting import WaitingEvents


def _taken(waiting: WaitingEvents) -> list[tuple[str, object]]:
    return [(event.type, json.loads(event.data)) for event in waiting.take()]


def _delta(section: str, text: str, *, begins: bool) -> tuple[str, object]:
    return "section.delta", {"id": section, "title": section.title(), "text": text, "begins": begins}


def _add(waiting: WaitingEvents, section: str, text: str, *, again: bool = False) -> None:
    waiting.add_piece(section, section.title(), text, again=again)


def test_pieces_of_a_section_that_wait_become_one_event_and_only_the_first_begins_it() -> None:
    waiting = WaitingEvents()
    for section, text in (("choice", "We "), ("risk", "It "), ("choice", "win."), ("risk", "may fail.")):
        _add(waiting, section, text)
    assert _taken(waiting) == [
        _delta("choice", "We win.", begins=True),
        _delta("risk", "It may fail.", begins=True),
    ]
    assert not waiting
    _add(waiting, "choice", " Soon.")
    assert _taken(waiting) == [_delta("choice", " Soon.", begins=False)]


def test_a_finished_section_ends_its_pieces_and_a_later_piece_begins_it_anew() -> None:
    waiting = WaitingEvents()
    _add(waiting, "choice", "We win.")
    waiting.add_section({"id": "choice", "body": "We win."})
    _add(waiting, "choice", "We ")
    _add(waiting, "choice", "try.")
    assert _taken(waiting) == [
        _delta("choice", "We win.", begins=True),
        ("section.completed", {"id": "choice", "body": "We win."}),
        _delta("choice", "We try.", begins=True),
    ]


def test_a_section_begun_again_drops_what_waits_of_it() -> None:
    waiting = WaitingEvents()
    _add(waiting, "choice", "We ")
    assert _taken(waiting) == [_delta("choice", "We ", begins=True)]
    _add(waiting, "choice", "win")
    _add(waiting, "choice", "They ", again=True)
    _add(waiting, "choice", "lose.")
    assert _taken(waiting) == [_delta("choice", "They lose.", begins=True)]


def test_what_could_not_be_stored_waits_before_what_came_since() -> None:
    waiting = WaitingEvents()
    _add(waiting, "choice", "We ")
    taken = waiting.take()
    _add(waiting, "choice", "win.")
    waiting.put_back(taken)
    assert _taken(waiting) == [_delta("choice", "We ", begins=True), _delta("choice", "win.", begins=False)]
