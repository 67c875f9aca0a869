import random

import pytest

from scoring.prose.manuscript import read
from scoring.prose.order import broken_share
from scoring.prose.paradox import share, turns_on_itself
from scoring.prose.reading import reading
from support_prose.texts import BRIEF, DENSE, GENERIC


def _broken(text: str) -> float:
    return broken_share([said for said in read(text, BRIEF).distinct if said.is_prose])[0]


@pytest.mark.parametrize("text", [DENSE, GENERIC])
def test_shuffled_words_break_the_order_that_sentences_keep(text: str) -> None:
    words = text.split()
    random.Random(1).shuffle(words)
    lowered = [word.lower() for word in words]
    assert _broken(text) < 0.05
    assert _broken(" ".join(words)) > 0.10
    assert _broken(" ".join(lowered)) > 0.10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm will be the cheapest and the most exclusive in Leeds.", True),
        ("The customer installs the installer and charges the charger.", True),
        ("The plan runs until the 31st of April and then once more.", True),
        ("45% by telephone, 45% by letter and 45% at the door.", True),
        ("Dawn rings four agents a week and leaves a card.", False),
        ("The van comes within four hours or the visit is free.", False),
    ],
)
def test_a_sentence_that_turns_on_itself_is_noticed(text: str, expected: bool) -> None:
    assert turns_on_itself(read(text, BRIEF).statements[0]) is expected


def test_one_such_sentence_is_style() -> None:
    text = f"{DENSE} The customer installs the installer."
    assert share(reading(read(text, BRIEF)).items) == 0
