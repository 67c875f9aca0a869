"""Looks at further pages of a site, found by the links of those seen before, nearest first."""

import asyncio
from collections.abc import Iterable
from typing import Final

from seo_worker.evidence import Page, PageEvidence
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.urls import parse_web_url
from seo_worker.gather_page import Scout, look_at

_BATCH: Final = 4
_NO_PAGES: Final = (
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".gz", ".xml", ".json", ".txt", ".csv"),
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".mp3", ".mp4", ".webm", ".css", ".js"),
)


async def further_pages(
    target: PageEvidence, scout: Scout, *, count: int, deadline_s: float
) -> tuple[PageEvidence, ...]:
    """Return up to `count` other pages of the target's origin, in the order their links were met."""
    loop = asyncio.get_running_loop()
    end = loop.time() + deadline_s
    found: list[PageEvidence] = []
    seen = {target.fetch.final_url, *(hop.url for hop in target.fetch.hops)}
    queue = [url for url in _links(target.page, target.fetch.final_url) if url not in seen]
    while queue and len(found) < count and loop.time() < end:
        batch = queue[: min(_BATCH, count - len(found))]
        seen.update(batch)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(look_at(url, scout, deadline_s=end - loop.time())) for url in batch]
        looked_at = [task.result() for task in tasks]
        found += looked_at
        seen.update(evidence.fetch.final_url for evidence in looked_at)
        queue += [url for evidence in looked_at for url in _links(evidence.page, target.fetch.final_url)]
        queue = [url for url in dict.fromkeys(queue) if url not in seen]
    return tuple(found)


def _links(page: Page | None, home: str) -> list[str]:
    """Return the pages of the same origin that a page links to, those of its main text first."""
    if page is None:
        return []
    followed = [a for a in page.anchors if a.url and a.internal and "nofollow" not in a.rel and not a.hidden]
    ordered = sorted(followed, key=lambda anchor: not anchor.in_main)
    return list(dict.fromkeys(_same_origin((anchor.url or "" for anchor in ordered), home)))


def _same_origin(urls: Iterable[str], home: str) -> Iterable[str]:
    origin = parse_web_url(home).origin
    for url in urls:
        try:
            target = parse_web_url(url)
        except FetchFailureError:
            continue
        if target.origin == origin and not target.path.lower().endswith(_NO_PAGES):
            yield target.href
