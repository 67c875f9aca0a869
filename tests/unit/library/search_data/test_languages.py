"""Exports in seven languages, as Search Console and spreadsheets write them, give the same figures."""

import pytest

from library.search_data.model import LinkingSite, LinkTable, Performance, PerformanceTable
from library.search_data.upload import read_upload
from support_search.exports import LINK_HEADERS, PAGE_HEADERS, QUERY_HEADERS

LANGUAGES = list(QUERY_HEADERS)
# The same two rows: with point, with comma, with spaces that do not break, and as a spreadsheet writes a share.
WRITTEN = {
    ("point", ","): ('café,"12,345","1,234,567",1%,3.25', "büro mieten,0,18,0%,57.5"),
    ("comma", ";"): ("café;12.345;1.234.567;1,0 %;3,25", "büro mieten;0;18;0 %;57,5"),
    ("space", "\t"): ("café\t12\u202f345\t1\u00a0234\u00a0567\t1\u00a0%\t3,25", "büro mieten\t0\t18\t0,0%\t57,5"),
    ("apostrophe", ";"): ("café;12'345;1’234’567;0.01;3.25", "büro mieten;0;18;0;57.50"),
    ("plain", ","): ("café,12345,1234567,0.01,3.250", "büro mieten,0.0,18,,57.5"),
}
QUERIES = (Performance("café", 12_345, 1_234_567, 3.25), Performance("büro mieten", 0, 18, 57.5))
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", WRITTEN, ids=lambda style: style[0])
def test_queries_are_the_same_however_they_are_written(language: str, style: tuple[str, str]) -> None:
    header = QUERY_HEADERS[language].replace(",", style[1])
    raw = "\r\n".join([header, *WRITTEN[style], ""]).encode()
    assert read_upload(raw).tables == (PerformanceTable("queries", QUERIES),)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_encoding_and_the_ends_of_lines_tell_themselves(encoding: str, end: str) -> None:
    header = QUERY_HEADERS["de"].replace(",", ";")
    raw = end.join([header, *WRITTEN["comma", ";"], "", ""]).encode(encoding)
    assert read_upload(raw).tables == (PerformanceTable("queries", QUERIES),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_told_from_queries_by_their_header(language: str) -> None:
    raw = f"{PAGE_HEADERS[language]}\nhttps://example.com/ä?x=1,2,40,5%,1\n".encode()
    row = Performance("https://example.com/ä?x=1", 2, 40, 1.0)
    assert read_upload(raw).tables == (PerformanceTable("pages", (row,)),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_linking_sites_are_read(language: str) -> None:
    raw = f'{LINK_HEADERS[language]}\nBlog.Example.org,"1,240",12\nmid.co.il,87,5\n'.encode()
    rows = (LinkingSite("blog.example.org", 1240, 12), LinkingSite("mid.co.il", 87, 5))
    assert read_upload(raw).tables == (LinkTable(rows),)


@pytest.mark.parametrize("hint", ["sep=;", "SEP=;\r", "sep=\t", "sep=,"])
def test_a_line_for_spreadsheets_alone_is_no_row(hint: str) -> None:
    sign = hint.strip("\r").lower()[4:]
    header = QUERY_HEADERS["en"].replace(",", sign)
    raw = f"{hint}\n{header}\n{sign.join(['crm', '1', '20', '5%', '2.5'])}\n".encode()
    assert read_upload(raw).tables == (PerformanceTable("queries", (Performance("crm", 1, 20, 2.5),)),)


def test_the_order_of_columns_and_empty_cells_at_the_end_do_not_matter() -> None:
    raw = b"Position;Impressions;Query;Clicks;;\n2,5;20;crm;1;;\n\n7;10;crm software;0\n"
    rows = (Performance("crm", 1, 20, 2.5), Performance("crm software", 0, 10, 7.0))
    assert read_upload(raw).tables == (PerformanceTable("queries", rows),)
