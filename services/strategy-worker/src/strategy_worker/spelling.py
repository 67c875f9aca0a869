"""British spelling, in which the knowledge base is written, turned into American spelling."""

from typing import Final

_AMERICAN: Final = (
    ("organisation", "organization"),
    ("rganise", "rganize"),
    ("ecognise", "ecognize"),
    ("enquir", "inquir"),
    ("Enquir", "Inquir"),
    ("programme", "program"),
    ("licence", "license"),
    ("judgement", "judgment"),
    ("neighbour", "neighbor"),
    ("Neighbour", "Neighbor"),
    ("colour", "color"),
    ("favour", "favor"),
    ("behaviour", "behavior"),
    ("learnt", "learned"),
    ("Enrolment", "Enrollment"),
    ("enrolment", "enrollment"),
    ("realised", "realized"),
    ("dearer", "more expensive"),
    ("fortnight", "two weeks"),
    ("centre", "center"),
    ("cheque", "check"),
    ("telephone", "phone"),
    ("per cent", "percent"),
)


def american(text: str) -> str:
    """Return the text in American spelling."""
    for british, other in _AMERICAN:
        text = text.replace(british, other)
    return text
