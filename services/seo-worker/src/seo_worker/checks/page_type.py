"""Guesses what kind of page it is, so that a shop is not blamed for having no author."""

from typing import Literal

from seo_worker.checks.addresses import is_root, path_segments
from seo_worker.checks.vocabulary import Vocabulary, load_vocabulary
from seo_worker.evidence import Page
from seo_worker.text.words import fold

PageType = Literal["home", "article", "product", "contact", "listing", "other"]

_LEAST_ARTICLE_WORDS = 200


def page_type(page: Page) -> PageType:
    """Return the kind of page, from its address, its structured data, Open Graph and its form."""
    vocabulary = load_vocabulary()
    if is_root(page.url):
        return "home"
    return _declared(page, vocabulary) or _from_form(page, vocabulary)


def types_of(page: Page) -> frozenset[str]:
    """Return the types of the things the page describes, without what is nested in them."""
    return frozenset(name for item in page.structured for name in item.types)


def _declared(page: Page, vocabulary: Vocabulary) -> PageType | None:
    types = types_of(page)
    opengraph = (page.meta("og:type") or "").strip().lower()
    if types & vocabulary.contact_types:
        return "contact"
    if types & vocabulary.product_types or opengraph in {"product", "og:product", "product.item"}:
        return "product"
    if types & vocabulary.article_types or opengraph == "article":
        return "article"
    return "listing" if types & vocabulary.listing_types else None


def _from_form(page: Page, vocabulary: Vocabulary) -> PageType:
    last = path_segments(page.url)[-1:]
    if last and fold(last[0]).replace("-", " ").replace("_", " ") in vocabulary.contact_words:
        return "contact"
    dated = any(claim.kind == "published" or claim.source == "time" for claim in page.dates)
    is_article = bool(page.bylines or dated) and page.main.word_count >= _LEAST_ARTICLE_WORDS
    return "article" if is_article else "other"
