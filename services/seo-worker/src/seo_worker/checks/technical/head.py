"""T10-T15 and T21: what the head tells browsers, search engines and social networks."""

import re
from decimal import Decimal, InvalidOperation

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Outcome, at, measured, not_applicable, quote, ratio
from seo_worker.checks.page_language import detected_language
from seo_worker.checks.rules import Rule
from seo_worker.page.encodings import encoding_of
from seo_worker.page_references import Charset
from seo_worker.text.languages import primary
from seo_worker.text.width import display_px

_OPEN_GRAPH = ("og:title", "og:description", "og:image")


def one_title(facts: PageFacts, _rule: Rule) -> Outcome:
    """T10."""
    titles = facts.page.titles
    counting = [t for t in titles if t.in_head and t.text.strip()]
    # Browsers show the first title there is, so an empty one in front of it leaves the page without any.
    hidden = counting and titles[0].in_head and not titles[0].text.strip()
    evidence = [f"{quote(t.text)}{'' if t.in_head else ' (outside the head)'}" for t in titles]
    if hidden:
        evidence.append("The first title is empty, and browsers show the first.")
    is_sound = len(counting) == 1 and not hidden
    return measured(int(is_sound), len(counting), *(evidence or ["The page has no title element."]))


def title_width(facts: PageFacts, rule: Rule) -> Outcome:
    """T11."""
    if facts.title is None:
        return not_applicable("The page has no title to measure.")
    title = " ".join(facts.title.split())
    width = display_px(title)
    return measured(
        at(rule.curve, width), width, f"{quote(title)}: {len(title)} characters, about {width} px", confidence="medium"
    )


def description(facts: PageFacts, rule: Rule) -> Outcome:
    """T12."""
    text = facts.description
    if text is None:
        return measured(0, 0, "The page has no meta description.")
    return measured(at(rule.curve, len(text)), len(text), f"{quote(text)}: {len(text)} characters")


def viewport(facts: PageFacts, rule: Rule) -> Outcome:
    """T13."""
    content = facts.page.meta("viewport")
    if not content or not content.strip():
        return measured(0, None, "The page has no viewport meta tag.")
    settings = dict(re.findall(r"([\w-]+)\s*=\s*([\w.-]+)", content.lower()))
    faults: list[str] = []
    if "width" not in settings:
        faults.append("It sets no width.")
    elif settings["width"] != "device-width":
        faults.append("It sets a fixed width.")
    if _locks_zoom(settings, rule):
        faults.append("It keeps people from zooming.")
    return measured(rule.limits["flawed"] if faults else 1, content, f"viewport: {quote(content)}", *faults)


def language(facts: PageFacts, rule: Rule) -> Outcome:
    """T14."""
    declared, detected = primary(facts.page.html_lang), detected_language(facts.page)
    if not facts.page.html_lang:
        return measured(0, None, "The html element has no lang attribute.")
    if declared is None:
        return measured(0, facts.page.html_lang, f"lang={quote(facts.page.html_lang)} is not a language code.")
    if detected is None:
        return measured(
            1, facts.page.html_lang, "The text does not tell its language surely enough to check it.", confidence="low"
        )
    agrees = _written_alike(declared) == _written_alike(detected)
    evidence = f"Declared {quote(facts.page.html_lang)}, the text looks like {quote(detected)}"
    return measured(1 if agrees else rule.limits["valid_only"], facts.page.html_lang, evidence, confidence="medium")


def charset(facts: PageFacts, rule: Rule) -> Outcome:
    """T15."""
    found = facts.page.charset
    places = [(place, label) for place, label in _places(found) if label]
    declared = [(place, known) for place, label in places if (known := encoding_of(label))]
    evidence = [
        f"{place}: {label}{'' if encoding_of(label) else ', which no browser knows'}" for place, label in places
    ]
    late = not found.meta_in_time
    if late:
        evidence.append(f"The meta tag begins at byte {found.meta_offset} and does not end within the first 1,024.")
    if found.had_errors:
        evidence.append(f"Some bytes are not valid {found.used}.")
    if not declared:
        return measured(rule.limits["late"] if late else 0, found.used, *evidence, "No encoding is declared in time.")
    if len({encoding.name for _, encoding in declared}) > 1 or len(declared) < len(places) or found.had_errors:
        return measured(rule.limits["contradictory"], found.used, *evidence)
    return measured(1, found.used, *evidence)


def sharing_preview(facts: PageFacts, _rule: Rule) -> Outcome:
    """T21."""
    values = {name: (facts.page.meta(name) or "").strip() for name in _OPEN_GRAPH}
    evidence = [f"{name}: {quote(value)}" if value else f"{name} is missing." for name, value in values.items()]
    present = sum(bool(value) for value in values.values())
    return measured(ratio(present, len(values)), present, *evidence)


def _locks_zoom(settings: dict[str, str], rule: Rule) -> bool:
    try:
        largest = Decimal(settings.get("maximum-scale", "10"))
    except InvalidOperation:
        return False
    return settings.get("user-scalable") in {"no", "0"} or largest < rule.limits["smallest_maximum_scale"]


def _places(found: Charset) -> tuple[tuple[str, str | None], ...]:
    return (
        ("Content-Type header", found.header),
        ("byte order mark", found.bom),
        ("meta charset", found.meta if found.meta_in_time else None),
    )


def _written_alike(language_code: str) -> str:
    """Return one code for languages that a detector can't tell apart in writing."""
    return {"nb": "no", "nn": "no", "da": "no", "bs": "sr", "hr": "sr", "id": "ms"}.get(language_code, language_code)
