"""What is read from the headers of an answer."""

from hypothesis import given
from hypothesis import strategies as st

from strategy_worker.llm.limits import reference, told_by

_PREFIX = "anthropic-ratelimit-"


def test_a_reference_names_a_key_without_telling_it() -> None:
    # printf 'sk-ant-secret' | sha256sum
    assert reference("sk-ant-secret") == "3fee3f0a4fb78438"
    assert reference("sk-ant-secret") != reference("sk-ant-secret ")


def test_every_bucket_has_its_place() -> None:
    told = told_by(
        {
            f"{_PREFIX}requests-limit": "50",
            f"{_PREFIX}requests-remaining": "49",
            f"{_PREFIX}input-tokens-limit": "50000",
            f"{_PREFIX}input-tokens-remaining": "48000",
            f"{_PREFIX}output-tokens-limit": "10000",
            f"{_PREFIX}output-tokens-remaining": "9000",
            f"{_PREFIX}tokens-limit": "60000",
            f"{_PREFIX}tokens-remaining": "57000",
        }
    )
    assert told.limit == (50, 50_000, 10_000, 60_000)
    assert told.remaining == (49, 48_000, 9_000, 57_000)
    assert told.refill_s == (60, 60, 60, 60)


def test_header_names_are_read_in_any_case() -> None:
    assert told_by({"Anthropic-RateLimit-Requests-Limit": "50"}).limit == (50, None, None, None)


def test_what_is_not_told_stays_unknown() -> None:
    told = told_by({f"{_PREFIX}requests-remaining": "3", f"{_PREFIX}tokens-limit": "many", "server": "x"})
    assert told.limit == (None, None, None, None)
    assert told.remaining == (None, None, None, None)


def test_a_limit_of_nothing_is_no_limit_that_could_be_kept() -> None:
    assert told_by({f"{_PREFIX}requests-limit": "0"}).limit == (None, None, None, None)


def _refill_s(reset: str, *, remaining: str = "0", date: str = "Thu, 26 Nov 2026 12:00:00 GMT") -> float:
    headers = {
        "date": date,
        f"{_PREFIX}requests-limit": "50",
        f"{_PREFIX}requests-remaining": remaining,
        f"{_PREFIX}requests-reset": reset,
    }
    return told_by(headers).refill_s[0]


def test_a_reset_that_is_far_away_means_a_slow_bucket() -> None:
    assert _refill_s("2026-11-26T12:05:00Z") == 300
    assert _refill_s("2026-11-26T12:05:00+00:00", remaining="25") == 600


def test_a_bucket_is_never_taken_for_faster_than_its_limit_a_minute() -> None:
    assert _refill_s("2026-11-26T12:00:10Z") == 60
    assert _refill_s("2026-11-26T11:00:00Z") == 60


def test_a_reset_counts_for_an_hour_at_most() -> None:
    assert _refill_s("2027-11-26T12:00:00Z") == 3600


def test_a_reset_that_can_not_be_compared_is_passed_over() -> None:
    assert _refill_s("soon") == 60
    assert _refill_s("2026-11-26T12:05:00") == 60
    assert _refill_s("2026-11-26T12:05:00Z", date="yesterday") == 60
    assert _refill_s("2026-11-26T12:05:00Z", date="Thu, 26 Nov 2026 12:00:00 -0000") == 60
    assert _refill_s("2026-11-26T12:05:00Z", remaining="50") == 60


_NAMES = st.sampled_from(
    [
        "date",
        *(f"{_PREFIX}{name}-{what}" for name in ("requests", "tokens") for what in ("limit", "remaining", "reset")),
    ]
)


@given(
    st.dictionaries(_NAMES, st.text() | st.integers().map(str) | st.datetimes().map(lambda at: f"{at.isoformat()}Z"))
)
def test_whatever_the_headers_say_it_can_be_stored(headers: dict[str, str]) -> None:
    told = told_by(headers)
    assert len(told.limit) == len(told.remaining) == len(told.refill_s) == 4
    assert all(60 <= refill_s <= 3600 for refill_s in told.refill_s)
    assert all(limit is None or limit > 0 for limit in told.limit)
