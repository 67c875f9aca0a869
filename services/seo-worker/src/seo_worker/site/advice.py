"""Words what can be wrong with a site: what it is called, how bad it is, and what to do."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from seo_worker.checks.rules import Effort

Severity = Literal["critical", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said about one kind of finding, whatever the evidence."""

    title: str
    why: str
    fix: str
    severity: Severity
    effort: Effort


ADVICE: Final = MappingProxyType(
    {
        "S01": Advice(
            "Give every page its own title",
            "Pages with the same title look alike in search results, and search engines have to guess which to show.",
            "Name in each title what only this page has; join pages that really say the same.",
            "warning",
            "low",
        ),
        "S02": Advice(
            "Give every page its own description",
            "A description that stands on several pages fits none of them, so search engines write their own.",
            "Describe each page in a sentence of its own, or leave the description out where there is none to write.",
            "notice",
            "low",
        ),
        "S03": Advice(
            "Mend links that lead nowhere",
            "Visitors and crawlers end at an error, and the trust that the link would pass on is lost.",
            "Point each link at a page that exists, or redirect the missing address to the page that replaced it.",
            "critical",
            "low",
        ),
        "S04": Advice(
            "Link straight to the final address",
            "Each redirect on the way costs visitors time, and crawlers give up on long chains.",
            "Change the links to the last address of each chain, and let every old address redirect there in one step.",
            "warning",
            "low",
        ),
        "S05": Advice(
            "Link to the pages that only the sitemap knows",
            "A page that no page links to is hard to find for visitors and counts little for search engines.",
            "Link to each page from one on the same topic, or take it out of the sitemap when it is no longer wanted.",
            "warning",
            "medium",
        ),
        "S06": Advice(
            "Bring deep pages closer",
            "Pages many clicks away are visited rarely, by people and by crawlers.",
            "Link to them from an overview or a navigation, so that four clicks are enough.",
            "notice",
            "medium",
        ),
        "S07": Advice(
            "Resolve canonicals that contradict the site",
            "A canonical that contradicts its target or the sitemap is ignored, and chance decides which page shows.",
            "Let each canonical name one address that answers with 200, may be indexed and names itself; list that.",
            "warning",
            "medium",
        ),
        "S08": Advice(
            "Take pages with noindex out of the sitemap",
            "The sitemap asks for pages to be indexed that forbid it themselves; one of the two is a mistake.",
            "Remove noindex where the page should be found; otherwise remove the page from the sitemap.",
            "warning",
            "low",
        ),
    }
)
