"""C01-C05: the keyword in title, heading, introduction, address and description."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain
from math import ceil

from seo_worker.checks.addresses import is_root, path_segments
from seo_worker.checks.facts import PageFacts, Sentences, shown_headings
from seo_worker.checks.outcome import Outcome, measured, not_applicable, not_measured, quote, ratio
from seo_worker.checks.rules import Rule
from seo_worker.text.keywords import Keyword
from seo_worker.text.latin import latin_forms
from seo_worker.text.words import Token


def in_title(facts: PageFacts, keyword: Keyword, rule: Rule) -> Outcome:
    """C01."""
    if facts.title is None:
        return measured(0, 0, "The page has no title.")
    return _in_line(facts, keyword, rule, ("Title", facts.title))


def in_main_heading(facts: PageFacts, keyword: Keyword, rule: Rule) -> Outcome:
    """C02; of several headings the best one counts."""
    headings = shown_headings(facts.page, 1)
    if not headings:
        return measured(0, 0, "The page has no visible H1 with text.")
    outcomes = [_in_line(facts, keyword, rule, ("H1", heading.text)) for heading in headings]
    return max(outcomes, key=lambda outcome: outcome.score or Decimal(0))


def in_introduction(facts: PageFacts, keyword: Keyword, rule: Rule) -> Outcome:
    """C03."""
    sentences = _beginning(facts, rule)
    if not sentences:
        return measured(0, 0, "The page has no main text.")
    best = max(sentences, key=keyword.share)
    together = tuple(chain.from_iterable(sentences))
    share = _share(keyword, together)
    begins = quote(" ".join(facts.page.main.sentences[: len(sentences)]))
    if len(keyword.present(best)) == len(keyword.content):
        return measured(1, float(share), f"The text begins: {begins}")
    return measured(
        share * rule.limits["spread"], float(share), f"The text begins: {begins}", *_lack(keyword, together)
    )


def in_address(facts: PageFacts, keyword: Keyword, _rule: Rule) -> Outcome:
    """C04; a translated or transliterated address can't be compared, so it is not judged."""
    if is_root(facts.url):
        return not_applicable("The start page's address holds no words.")
    tokens = facts.lexicon.tokens(" ".join(path_segments(facts.url)).replace("_", " "))
    spelt = {form for token in tokens for form in latin_forms(token.word)}
    is_latin = all(latin_forms(word.word) for word in keyword.content)
    if not is_latin and all(token.word.isascii() for token in tokens):
        return not_measured("The keyword is not in Latin script and the address is, so they can't be compared.")
    there = {word.start for word in keyword.present(tokens)}
    found = sum(word.start in there or bool(latin_forms(word.word) & spelt) for word in keyword.content)
    share = ratio(found, len(keyword.content))
    long_enough = found * 2 > len(keyword.content) and len(keyword.content) > 2
    return measured(1 if long_enough else share, float(share), f"Address: {facts.url}")


def in_description(facts: PageFacts, keyword: Keyword, rule: Rule) -> Outcome:
    """C05; a missing description is charged elsewhere."""
    if facts.description is None:
        return not_applicable("The page has no meta description.")
    uses = keyword.mention(facts.lexicon.tokens(facts.description)).uses
    score = rule.limits["too_often"] if uses > rule.limits["most"] else Decimal(min(uses, 1))
    return measured(score, uses, f"Description: {quote(facts.description)}")


def _in_line(facts: PageFacts, keyword: Keyword, rule: Rule, named: tuple[str, str]) -> Outcome:
    name, text = named
    evidence = f"{name}: {quote(text)}"
    tokens = facts.lexicon.tokens(text)
    share = _share(keyword, tokens)
    if share < 1:
        return measured(share * rule.limits["anywhere"], float(share), evidence, *_lack(keyword, tokens))
    early = _begins_early(keyword, tokens)
    remark = () if early else ("It stands in the second half.",)
    return measured(1 if early else rule.limits["anywhere"], 1.0, evidence, *remark)


def _begins_early(keyword: Keyword, tokens: Sequence[Token]) -> bool:
    """Tell whether the keyword begins in the first half, or fills most of a short line anyway."""
    phrases = keyword.phrases(tokens)
    if keyword.by_letters:
        # One token may be the whole line.
        begins, length = phrases[0].start if phrases else 0, tokens[-1].end
        return begins * 2 < length or len(keyword.text) * 2 >= length
    stems = {word.stem for word in keyword.content}
    first = phrases[0].first if phrases else next((n for n, t in enumerate(tokens) if t.stem in stems), 0)
    return first * 2 < len(tokens) or len(keyword.words) * 2 >= len(tokens)


def _beginning(facts: PageFacts, rule: Rule) -> Sentences:
    """Return the sentences of the first paragraph, or the first tenth of the text, whichever is longer."""
    tenth = ceil(len(facts.sentences) * rule.limits["beginning"])
    paragraphs = facts.page.main.paragraphs
    opening = " ".join(paragraphs[0].text.split()) if paragraphs else ""
    count = 0
    for sentence in facts.page.main.sentences:
        if count >= tenth and " ".join(sentence.split()) not in opening:
            break
        count += 1
    return facts.sentences[:count]


def _share(keyword: Keyword, tokens: Sequence[Token]) -> Decimal:
    return ratio(len(keyword.present(tokens)), len(keyword.content))


def _lack(keyword: Keyword, tokens: Sequence[Token]) -> tuple[str, ...]:
    missing = keyword.missing(tokens)
    return (f"Missing: {', '.join(missing)}",) if missing else ()
