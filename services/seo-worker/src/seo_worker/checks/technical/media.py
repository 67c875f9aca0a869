"""T18 and T19: do images say what they show and how large they are?"""

from collections.abc import Sequence

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Outcome, at, counted, measured, not_applicable, quote, ratio
from seo_worker.checks.places import Places
from seo_worker.checks.rules import Rule
from seo_worker.evidence import Image, Page

_NO_IMAGES = "The page has no images."


def alternative_texts(facts: PageFacts, rule: Rule) -> Outcome:
    """T18."""
    images = [i for i in facts.page.images if not i.hidden]
    if not images:
        return not_applicable(_NO_IMAGES)
    failing = [i for i in images if _is_mute(i) and not i.labelled and i.role not in {"presentation", "none"}]
    return _share_of(facts.page, images, failing, rule, lacking="without an alt attribute, or with one of blanks only")


def reserved_space(facts: PageFacts, rule: Rule) -> Outcome:
    """T19."""
    images = [i for i in facts.page.images if not i.hidden]
    if not images:
        return not_applicable(_NO_IMAGES)
    failing = [i for i in images if not (i.width and i.height)]
    return _share_of(facts.page, images, failing, rule, lacking="without width and height")


def _is_mute(image: Image) -> bool:
    """Tell whether there is neither a text nor the empty one that marks decoration, for which blanks don't stand."""
    return image.alt is None or (image.alt != "" and not image.alt.strip())


def _share_of(page: Page, images: Sequence[Image], failing: Sequence[Image], rule: Rule, *, lacking: str) -> Outcome:
    share = ratio(len(images) - len(failing), len(images))
    summary = f"{len(failing)} of {counted(len(images), 'image')} {lacking}"
    places = Places(page)
    named = (f"{quote(i.src or '(no src)')}{places.of(i)}" for i in failing)
    return measured(at(rule.curve, share), float(share), summary, *named)
