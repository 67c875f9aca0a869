"""What was written is what is read, in every way of writing that is told apart."""

import csv
import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from library.search_data.domains import domain_of_property, domains_of_site
from library.search_data.model import Performance, PerformanceTable
from library.search_data.numbers import fits, read_count, read_fraction, read_share
from library.search_data.upload import read_upload

_LETTERS = st.characters(categories=("L", "N", "P", "S", "Zs"))
_NAMES = st.text(_LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
_COUNTS = st.integers(0, 10**12 - 1)


@st.composite
def _rows(draw: st.DrawFn) -> list[Performance]:
    names = draw(st.lists(_NAMES, min_size=1, max_size=20, unique=True))
    rows: list[Performance] = []
    for name in names:
        impressions = draw(_COUNTS)
        position = draw(st.integers(100, 100_000)) / 100
        rows.append(Performance(name, draw(st.integers(0, impressions)), impressions, position))
    return rows


def _grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


@settings(max_examples=120, deadline=None)
@given(
    rows=_rows(),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    group=st.sampled_from(["", ".", ",", "'", "\u00a0", "\u202f"]),
    point=st.sampled_from(".,"),
)
def test_a_table_that_was_written_is_read_again(
    rows: list[Performance], delimiter: str, encoding: str, group: str, point: str
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(["Top queries", "Clicks", "Impressions", "CTR", "Position"])
    for row in rows:
        share = f"{100 * row.clicks / row.impressions:.2f} %" if row.impressions else ""
        counts = (_grouped(row.clicks, group), _grouped(row.impressions, group))
        writer.writerow([row.name, *counts, share.replace(".", point), f"{row.position:.2f}".replace(".", point)])
    assert read_upload(stream.getvalue().encode(encoding)).tables == (PerformanceTable("queries", tuple(rows)),)


@given(_COUNTS)
def test_a_count_is_read_in_every_grouping(number: int) -> None:
    for sign in ("", ".", ",", "'", "’", " ", "\u00a0", "\u202f"):
        assert read_count(_grouped(number, sign)) == number


@given(st.text(st.sampled_from("0123456789.,'% -+eE\u00a0"), max_size=12))
def test_what_reads_as_a_number_has_its_digits_and_no_sign(text: str) -> None:
    count, fraction, share = read_count(text), read_fraction(text), read_share(text)
    if count is not None:
        # With one or two noughts behind the point, which a spreadsheet puts there.
        assert int(re.sub("[^0-9]", "", text)) in {count, count * 10, count * 100}
    for found in (count, fraction, share and share.value):
        assert found is None or (found >= 0 and not set(text) & set("-+eE"))


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_share_fits_what_it_was_rounded_from(part: int, whole: int, places: int) -> None:
    clicks = min(part, whole)
    for text in (f"{100 * clicks / whole:.{places}f}%", f"{clicks / whole:.{places}f}"):
        share = read_share(text)
        assert share is not None
        assert fits(share, clicks, whole)


@given(st.from_regex(r"\A[a-z]{1,8}(\.[a-z]{2,8}){1,3}\Z"))
def test_a_property_is_found_from_each_host_below_it(host: str) -> None:
    kept = domain_of_property(f"sc-domain:{host.upper()}")
    assert kept in domains_of_site(f"https://deep.{host}:8443/path?x#y")
    assert domains_of_site(f"www.{kept}")[0] == kept.removeprefix("www.")
