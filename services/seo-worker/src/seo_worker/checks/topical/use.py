"""C06-C10: the keyword in subheadings, running text, image descriptions and link texts."""

from decimal import Decimal
from itertools import pairwise

from seo_worker.checks.addresses import same_document
from seo_worker.checks.facts import PageFacts, shown_headings, text_links
from seo_worker.checks.outcome import Outcome, at, counted, measured, not_applicable, not_measured, quote, ratio
from seo_worker.checks.rules import Rule
from seo_worker.text.keywords import Keyword

_NO_SPACES = "The language puts no spaces between words, so words can't be counted reliably."


def subheadings_on_topic(facts: PageFacts, keyword: Keyword, rule: Rule) -> Outcome:
    """C06."""
    headings = shown_headings(facts.page, 2, 3)
    if not headings:
        if facts.page.main.word_count < rule.limits["least_words"]:
            return not_applicable("The text is short enough to do without subheadings.")
        if facts.is_spaceless:
            return not_measured(_NO_SPACES)
        return measured(0, 0, f"The text has {facts.page.main.word_count} words and no H2 or H3.")
    on_topic = [h for h in headings if keyword.share(facts.lexicon.tokens(h.text)) >= rule.limits["on_topic"]]
    share = ratio(len(on_topic), len(headings))
    few = len(headings) <= rule.limits["few"] and on_topic
    # What is there to be mended when none is, and what there is to be seen when some are.
    evidence = (f"On topic: {quote(h.text)}" for h in on_topic) if on_topic else (quote(h.text) for h in headings)
    summary = f"{len(on_topic)} of {counted(len(headings), 'subheading')} take up the keyword"
    return measured(1 if few else at(rule.curve, share), float(share), summary, *evidence)


def natural_use(facts: PageFacts, _keyword: Keyword, rule: Rule) -> Outcome:
    """C07; in very short texts a percentage means nothing, so uses are counted instead."""
    if facts.is_spaceless:
        return not_measured(_NO_SPACES)
    words = sum(len(sentence) for sentence in facts.sentences)
    total, sentences = sum(m.uses for m in facts.mentions), sum(bool(m.uses) for m in facts.mentions)
    if not words:
        return measured(0, 0, "The page has no main text.")
    percent = ratio(total * 100, words)
    summary = (
        f"Used {counted(total, 'time')} in {counted(words, 'word')} ({percent.quantize(Decimal('0.1'))} %),"
        f" in {counted(sentences, 'sentence')}"
        if total
        else f"Never used in {counted(words, 'word')} of main text"
    )
    if words < rule.limits["short_text"]:
        fits = 1 <= total <= rule.limits["most_in_short_text"]
        return measured(int(fits), float(percent), summary, confidence="low")
    return measured(at(rule.curve, percent), float(percent), summary)


def runs_through(facts: PageFacts, _keyword: Keyword, rule: Rule) -> Outcome:
    """C08; a sentence takes up the topic when it has at least half of the keyword's words."""
    if facts.is_spaceless:
        return not_measured(_NO_SPACES)
    count = len(facts.sentences)
    if count < rule.limits["least_sentences"]:
        return not_applicable(f"The text has only {count} sentences.")
    places = [-1, *(n for n, mention in enumerate(facts.mentions) if mention.share >= rule.limits["on_topic"]), count]
    gap, start = max((later - earlier - 1, earlier) for earlier, later in pairwise(places))
    share = ratio(gap, count)
    evidence = f"The longest stretch without it is {gap} of {count} sentences"
    begins = f", from {quote(facts.page.main.sentences[start + 1])}" if gap else ""
    return measured(at(rule.curve, share), float(share), evidence + begins)


def image_descriptions(facts: PageFacts, keyword: Keyword, rule: Rule) -> Outcome:
    """C09."""
    shown = [i for i in facts.page.images if not i.hidden]
    images = [i for i in shown if i.in_main] or shown
    if not images:
        return not_applicable("The page has no images.")
    on_topic = [i for i in images if i.alt and keyword.share(facts.lexicon.tokens(i.alt)) >= rule.limits["on_topic"]]
    summary = f"{len(on_topic)} of {counted(len(images), 'image')} described with words of the keyword"
    too_many = len(images) > rule.limits["few"] and ratio(len(on_topic), len(images)) > rule.limits["most"]
    score = rule.limits["too_many"] if too_many else Decimal(min(len(on_topic), 1))
    return measured(score, len(on_topic), summary, *(f"alt: {quote(i.alt)}" for i in on_topic or images if i.alt))


def no_competing_link(facts: PageFacts, keyword: Keyword, _rule: Rule) -> Outcome:
    """C10."""
    links = [a for a in text_links(facts.page) if a.url and not same_document(a.url, facts.url)]
    if not links:
        return not_applicable("The main text links to no other page.")
    competing = [a for a in links if _is_the_keyword(facts, keyword, a.text)]
    evidence = (f"{quote(a.text)} → {a.url}" for a in competing)
    return measured(int(not competing), len(competing), *(evidence if competing else (f"{len(links)} links read",)))


def _is_the_keyword(facts: PageFacts, keyword: Keyword, text: str) -> bool:
    tokens = facts.lexicon.tokens(text)
    phrases = keyword.phrases(tokens)
    return len(phrases) == 1 and phrases[0].first == 0 and phrases[0].last == len(tokens) - 1
