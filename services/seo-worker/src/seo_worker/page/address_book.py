"""Resolves the references of one page and tells which of them stay on its site, each spelling once."""

from typing import Protocol

import ada_url
import tldextract

from seo_worker.fetch.urls import resolve_http


class SiteNames(Protocol):
    """Tells the registrable domain of a host."""

    def __call__(self, host: str) -> str: ...


def site_names() -> SiteNames:
    """Return a look-up over the suffix list that came with the package; it reads no network and writes no cache."""
    extract = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)

    def name(host: str) -> str:
        # Addresses, `localhost` and bare suffixes have no registrable domain: the host stands for itself.
        return extract(host).top_domain_under_public_suffix or host

    return name


class AddressBook:
    """The references of one page, relative to its base URL."""

    def __init__(self, url: str, base_href: str | None, names: SiteNames) -> None:
        self.url = url
        self.base = (resolve_http(base_href, url) if base_href else None) or url
        self._names = names
        self._urls: dict[str, str | None] = {}
        self._domains: dict[str, str | None] = {}
        self.domain = self.domain_of(url)

    def resolve(self, href: str) -> str | None:
        """Return the absolute http(s) URL of a reference, or None."""
        if href not in self._urls:
            self._urls[href] = resolve_http(href, self.base)
        return self._urls[href]

    def domain_of(self, url: str) -> str | None:
        """Return the registrable domain of an absolute URL."""
        host = _host(url)
        if host is None:
            return None
        if host not in self._domains:
            self._domains[host] = self._names(host)
        return self._domains[host]


def _host(url: str) -> str | None:
    try:
        return ada_url.URL(url).hostname or None
    except ValueError:
        return None
