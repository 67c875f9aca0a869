"""C14-C17: is the text easy to take in?"""

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Outcome, at, measured, not_applicable, not_measured, quote, ratio
from seo_worker.checks.rules import Rule
from seo_worker.text.languages import sentence_limit
from seo_worker.text.readability import reading_ease

_NO_SPACES = "The language puts no spaces between words, so words can't be counted reliably."
_NO_TEXT = "The page has no paragraphs of text."


def section_length(facts: PageFacts, rule: Rule) -> Outcome:
    """C14."""
    if facts.is_spaceless:
        return not_measured(_NO_SPACES)
    sections = _sections(facts)
    if not sections:
        return not_applicable(_NO_TEXT)
    long = [(heading, words) for heading, words in sections if words > rule.limits["most_words"]]
    share = ratio(len(sections) - len(long), len(sections))
    longest = max(words for _, words in sections)
    evidence = (f"{words} words after {quote(heading)}" for heading, words in long)
    return measured(at(rule.curve, share), float(share), f"The longest section has {longest} words.", *evidence)


def paragraph_length(facts: PageFacts, rule: Rule) -> Outcome:
    """C15."""
    if facts.is_spaceless:
        return not_measured(_NO_SPACES)
    paragraphs = facts.page.main.paragraphs
    if not paragraphs:
        return not_applicable(_NO_TEXT)
    long = [p for p in paragraphs if p.words > rule.limits["most_words"]]
    share = ratio(len(paragraphs) - len(long), len(paragraphs))
    longest = max(p.words for p in paragraphs)
    evidence = (f"{p.words} words: {quote(p.text)}" for p in long)
    return measured(at(rule.curve, share), float(share), f"The longest paragraph has {longest} words.", *evidence)


def sentence_length(facts: PageFacts, rule: Rule) -> Outcome:
    """C16."""
    if facts.is_spaceless:
        return not_measured(_NO_SPACES)
    count = len(facts.sentences)
    if count < rule.limits["least_sentences"]:
        return not_applicable(f"The text has only {count} sentences.")
    limit = sentence_limit(facts.language)
    long = [
        (len(s), text) for s, text in zip(facts.sentences, facts.page.main.sentences, strict=True) if len(s) > limit
    ]
    share = ratio(len(long), count)
    evidence = (f"{words} words: {quote(text)}" for words, text in sorted(long, key=lambda pair: -pair[0]))
    summary = f"{len(long)} of {count} sentences have more than {limit} words"
    return measured(at(rule.curve, share), float(share), summary, *evidence)


def ease(facts: PageFacts, rule: Rule) -> Outcome:
    """C17."""
    words = sum(len(sentence) for sentence in facts.sentences)
    if words < rule.limits["least_words"] and not facts.is_spaceless:
        return not_applicable(f"The text has only {words} words, too few for a formula.")
    found = reading_ease(facts.language, [[token.word for token in sentence] for sentence in facts.sentences])
    if found is None:
        return not_measured(f"There is no reading-ease formula for the language {quote(facts.language or 'unknown')}.")
    evidence = f"{found.formula} formula for the language {quote(facts.language or '')}"
    return measured(at(rule.curve, found.value), found.value, evidence, confidence="medium")


def _sections(facts: PageFacts) -> list[tuple[str, int]]:
    """Return the words after each heading, or before the first one."""
    sections: list[tuple[str, int]] = [("the beginning", 0)]
    for block in facts.page.main.blocks:
        heading, words = sections[-1]
        if block.kind == "heading":
            sections.append((block.text, 0))
        else:
            sections[-1] = (heading, words + block.words)
    return [(heading, words) for heading, words in sections if words]
