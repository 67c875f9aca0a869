"""What people are told when a page could not be had."""

import pytest

from seo_evidence import evidence_of, fetched, robots, unread
from seo_worker.evidence import FetchError, RobotsDecision
from seo_worker.failures import refuse_unfetched
from shared.errors import PermanentError

DISALLOWED = FetchError("robots_disallowed", "robots.txt does not allow our crawler.")


@pytest.mark.parametrize("status", [200, 404, 503])
def test_an_answer_of_any_status_can_be_audited(status: int) -> None:
    refuse_unfetched(evidence_of(fetch=fetched(status=status)))


def test_a_blocked_address_ends_the_job_for_good() -> None:
    with pytest.raises(PermanentError) as raised:
        refuse_unfetched(unread(FetchError("blocked_address", "Not on the public internet.")))
    assert raised.value.code == "target_blocked_address"
    assert raised.value.detail == "Not on the public internet."
    assert not raised.value.retryable


def test_a_silent_server_is_not_tried_again_but_the_user_may() -> None:
    with pytest.raises(PermanentError) as raised:
        refuse_unfetched(unread(FetchError("timeout", "The server did not answer.")))
    assert raised.value.code == "target_timeout"
    assert raised.value.detail == "The server did not answer. If the site should be reachable, retry the job later."
    assert raised.value.retryable


def test_a_refusal_by_robots_txt_names_the_rule() -> None:
    ours = RobotsDecision("ConvexBot", allowed=False, line=2, rule="Disallow: /")
    google = RobotsDecision("Googlebot", allowed=False, line=2, rule="Disallow: /")
    site = evidence_of(fetch=fetched(status=None, error=DISALLOWED), robots_txt=robots(decisions=(ours, google)))
    with pytest.raises(PermanentError) as raised:
        refuse_unfetched(site)
    assert "line 2 of https://shop.example.org/robots.txt: Disallow: /" in raised.value.detail
    assert raised.value.detail.endswith("It keeps Google from the page too.")
