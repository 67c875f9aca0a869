"""Which function answers which check, by what it needs: the fetch alone, the page, or the page and a keyword."""

from collections.abc import Callable, Mapping
from typing import Final

from seo_worker.checks.authority import search, sources, trust
from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Outcome
from seo_worker.checks.rules import Rule
from seo_worker.checks.technical import address, crawling, delivery, head, headings, links, media, rendering, structured
from seo_worker.checks.topical import content, depth, placement, readability, use
from seo_worker.evidence import SiteEvidence
from seo_worker.text.keywords import Keyword

SiteCheck = Callable[[SiteEvidence, Rule], Outcome]
PageCheck = Callable[[PageFacts, Rule], Outcome]
KeywordCheck = Callable[[PageFacts, Keyword, Rule], Outcome]

SITE_CHECKS: Final[Mapping[str, SiteCheck]] = {
    "T01": crawling.final_status,
    "T02": crawling.indexable,
    "T03": crawling.robots_allow,
    "T04": crawling.robots_syntax,
    "T05": crawling.redirects,
    "T06": address.secure,
    "T09": crawling.sitemap_lists,
    "T22": delivery.response_time,
    "T23": delivery.lean,
    "T24": delivery.compressed,
    "T28": delivery.security_headers,
    "T29": address.tidy,
    "A06": trust.transport_trusted,
    "A07": search.linking_sites,
    "A08": sources.domain_rank,
    "A09": sources.domain_age,
}
PAGE_CHECKS: Final[Mapping[str, PageCheck]] = {
    "T07": address.canonical,
    "T08": address.language_versions,
    "T10": head.one_title,
    "T11": head.title_width,
    "T12": head.description,
    "T13": head.viewport,
    "T14": head.language,
    "T15": head.charset,
    "T16": links.crawlable,
    "T17": links.descriptive,
    "T18": media.alternative_texts,
    "T19": media.reserved_space,
    "T20": structured.valid_items,
    "T21": head.sharing_preview,
    "T25": delivery.not_overgrown,
    "T26": delivery.blocking_files,
    "T27": delivery.no_insecure_references,
    "T30": headings.one_main_heading,
    "T31": headings.outline,
    "T32": rendering.served_text,
    "C11": depth.covers_terms,
    "C12": depth.covers_sections,
    "C13": depth.depth,
    "C14": readability.section_length,
    "C15": readability.paragraph_length,
    "C16": readability.sentence_length,
    "C17": readability.ease,
    "C18": content.dated,
    "C19": content.internal_links,
    "C20": content.outbound_links,
    "C21": content.content_share,
    "C22": content.no_repetition,
    "A01": trust.author_named,
    "A02": trust.organisation_described,
    "A03": trust.legal_pages_linked,
    "A04": trust.dates_agree,
    "A05": trust.sources_cited,
}
KEYWORD_CHECKS: Final[Mapping[str, KeywordCheck]] = {
    "C01": placement.in_title,
    "C02": placement.in_main_heading,
    "C03": placement.in_introduction,
    "C04": placement.in_address,
    "C05": placement.in_description,
    "C06": use.subheadings_on_topic,
    "C07": use.natural_use,
    "C08": use.runs_through,
    "C09": use.image_descriptions,
    "C10": use.no_competing_link,
    "A10": search.found_in_search,
}
CHECK_IDS: Final = frozenset({*SITE_CHECKS, *PAGE_CHECKS, *KEYWORD_CHECKS})
