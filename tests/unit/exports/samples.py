"""Strategies to export, and how their words are compared."""

import html
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from documents.sections import sections
from exports.strategy import Section, Strategy
from shared.contracts.requests import Framework
from support_documents import strong

MADE_AT: Final = datetime(2026, 3, 9, 23, 30, 15, tzinfo=UTC)
NOTE: Final = "Made by hand for a test."
# Each would be something else in one of the languages a document is written in.
HOSTILE: Final = (
    '#import "@preview/x:0.1.0": * #panic("typst") #sys.inputs $x^2$ @label <label>',
    "<script>alert(1)</script><img src=x onerror=alert(2)> </style></title>\" ' &lt;b&gt; &#60;",
    "=cmd|'/C calc'!A0 {TOC \\o} { DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe } MERGEFIELD",
    "a\u202eesrever\u2066b\u200fc",
    "nul\x00 bell\x07 escape\x1b form\x0cfeed delete\x7f next\x85line non\ufffecharacter",
    "[link](javascript:alert(3)) ![picture](https://elsewhere.example/x.png) **bold** `code` | cell | # head",
    "]]> <!-- --> <![CDATA[ ${x} {{x}} %s %(x)s {0}",
)


def strategy(framework: Framework = "competitor_model", **changes: object) -> Strategy:
    """Return the hand-written strategy in a framework; a keyword replaces a field."""
    document = strong.document(framework)
    made = Strategy(
        title=document.title,
        business_name="Hafen Books",
        framework=framework,
        version=3,
        made_at=MADE_AT,
        score=81,
        compliance="pass",
        engine_note=document.engine_note,
        sections=tuple(Section(each.id, each.title, each.body, each.source) for each in sections(document)),
    )
    return replace(made, **changes)  # pyright: ignore[reportArgumentType] - names of the dataclass's fields


def with_body(*bodies: str) -> Strategy:
    """Return a strategy whose sections have the given bodies of Markdown."""
    found = tuple(Section(f"s{index}", f"Section {index}", body, "offline") for index, body in enumerate(bodies))
    return replace(strategy(), sections=found, engine_note=NOTE)


def with_text_everywhere(text: str) -> Strategy:
    """Return a strategy that has a text in every place where a text can stand."""
    given = with_body(
        text, f"- **{text}:** {text}", f"| {text} |\n| --- |\n| {text} |", f"> {text}", f"```\n{text}\n```"
    )
    given = replace(given, title=text, business_name=text, framework=text, compliance=text, engine_note=text)
    sections = tuple(
        replace(each, id=text, title=text, source=f"{index} {text}") for index, each in enumerate(given.sections)
    )
    return replace(given, sections=sections)


def words(text: str) -> list[str]:
    """Return the words of a text, whatever quotation marks, ligatures and invisible breaks are between them."""
    plain = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\u00ad", "")
    return re.findall(r"\w+", plain.replace("’", "'").lower())


def words_of_markdown(markdown: str) -> list[str]:
    """Return the words a reader of rendered Markdown sees, found without a parser."""
    lines = (re.sub(r"^\d+\. ", "", line) for line in markdown.splitlines())
    return words(html.unescape(re.sub(r"\\(?=\W|_)", "", "\n".join(lines))).replace("**", " "))


def is_within(wanted: list[str], found: list[str]) -> bool:
    """Say whether words occur in this order, with anything between them."""
    rest = iter(found)
    return all(word in rest for word in wanted)
