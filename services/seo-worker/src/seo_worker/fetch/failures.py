"""Why a fetch can fail, as a code for programs and a sentence that tells a marketer nothing about our network."""

from typing import Final

from seo_worker.evidence import FetchError, FetchErrorCode

_SENTENCES: Final[dict[FetchErrorCode, str]] = {
    "invalid_url": "This is no web address that can be fetched: it needs http or https, a host name and no password.",
    "blocked_address": "This address is not on the public internet, so it can't be audited.",
    "blocked_port": "Only the usual web ports 80 and 443 can be audited.",
    "dns_failed": "The host name could not be found; check its spelling.",
    "connect_failed": "The server did not accept a connection.",
    "tls_failed": "No secure connection could be made: the certificate is not valid for this host, or it has none.",
    "timeout": "The server did not answer completely in the time an audit allows.",
    "too_many_redirects": "The address redirects more than five times.",
    "redirect_loop": "The address redirects in a circle.",
    "bad_response": "The server's answer is not valid HTTP.",
    "unsupported_encoding": "The server compressed its answer in a way that was not asked for.",
    "not_html": "The address answers with something other than an HTML page.",
    "too_large": "The answer is larger than an audit reads.",
    "robots_disallowed": "robots.txt does not allow our crawler (ConvexBot) to fetch this page, so it was not fetched.",
    "robots_unavailable": "robots.txt answers with a server error. That bars all crawlers, so it was not fetched.",
}


class FetchFailureError(Exception):
    """A fetch ended without a usable answer.

    It is neither an OSError nor a RuntimeError on purpose: aiohttp and its connection racing treat those as "try the
    next address", and a blocked address must end the request instead.
    """

    def __init__(self, code: FetchErrorCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code: FetchErrorCode = code


def error(code: FetchErrorCode) -> FetchError:
    """Return the code with its sentence."""
    return FetchError(code, _SENTENCES[code])
