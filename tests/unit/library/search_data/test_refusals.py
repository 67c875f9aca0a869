"""What can't be taken is refused by file, line and column, and says what would be right."""

import pytest

from library.search_data.model import MAX_COMPLAINTS, Performance, UnreadableExportError, may_be_cut_off
from library.search_data.table import MAX_ROWS
from library.search_data.upload import read_upload
from support_search.exports import links, pages, queries


def complaints(raw: bytes) -> list[tuple[str, str]]:
    """Return the places and messages of a refusal."""
    with pytest.raises(UnreadableExportError) as caught:
        read_upload(raw)
    return [(complaint.where, complaint.message) for complaint in caught.value.complaints]


@pytest.mark.parametrize(
    ("raw", "where", "message"),
    [
        (b"", "file", "is empty"),
        (b"\n\n \n", "file", "is empty"),
        (b"\xef\xbb\xbf", "file", "is empty"),
        (b"\n" * 6000, "file, line 5001", "has more than 5,000 blank lines"),
        (queries("crm,1,20,5%,2", *(",," for _ in range(5001))), "file, line 5003", "has more than 5,000 blank lines"),
        (queries(), "file", "has a header and no rows"),
        (b"Keyword,Volume\ncrm,3\n", "file, line 1", "must be a header that Search Console writes, in English Top"),
        (b"<html><body>Sign in</body></html>", "file, line 1", "must be a header that Search Console writes"),
        (
            b"Query,Clicks,Impressions,Position" + b",x" * 100_000,
            "file, line 1",
            "must be a header that Search Console",
        ),
        (b"Query,Page,Clicks,Impressions,Position\n", "file, line 1", "must be a header that Search Console writes"),
        (b"Top queries,Clicks,CTR\ncrm,1,3%\n", "file, line 1", "must name each of these columns once: Impressions, P"),
        (b"Query,Clicks,Clicks,Impressions,Position\n", "file, line 1", "must name each of these columns once: Clicks"),
        (
            b"Top queries,Clicks,Impressions,Position,Last year\ncrm,1,2,3,4\n",
            "file, line 1, column Last year",
            "is no column of this table",
        ),
        (queries("crm,1,20,5%,2", "crm 2,x,20,5%,2"), "file, line 3, column Clicks", "must be a whole number of 0 or"),
        (queries("crm,-1,20,5%,2"), "file, line 2, column Clicks", "must be a whole number of 0 or more"),
        (queries("crm,1.5,20,5%,2"), "file, line 2, column Clicks", "must be a whole number of 0 or more"),
        (queries('crm,"1,23",20,5%,2'), "file, line 2, column Clicks", "must be a whole number of 0 or more"),
        (queries("crm,,20,5%,2"), "file, line 2, column Clicks", "must be a whole number of 0 or more"),
        (queries("crm,1,1e6,5%,2"), "file, line 2, column Impressions", "must be a whole number of 0 or more"),
        (queries("crm,1,9999999999999,5%,2"), "file, line 2, column Impressions", "must be a whole number of 0 or"),
        (queries("crm,1,٣,5%,2"), "file, line 2, column Impressions", "must be a whole number of 0 or more"),
        (queries("crm,21,20,5%,2"), "file, line 2, column Clicks", "must be at most the 20 of Impressions"),
        (queries("crm,1,20,50%,2"), "file, line 2, column CTR", "must be clicks by impressions, here 5.00 %"),
        (queries("crm,1,20,5%%,2"), "file, line 2, column CTR", "must be a share, such as 3.5 %"),
        (queries("crm,1,20,often,2"), "file, line 2, column CTR", "must be a share, such as 3.5 %"),
        (queries("crm,1,20,5%,0.4"), "file, line 2, column Position", "must be between 1 and 1,000"),
        (queries("crm,1,20,5%,0"), "file, line 2, column Position", "must be between 1 and 1,000"),
        (queries("crm,1,20,5%,1000.1"), "file, line 2, column Position", "must be between 1 and 1,000"),
        (queries("crm,1,20,5%,first"), "file, line 2, column Position", "must be a number, such as 3.5 or 3,5"),
        (queries(",1,20,5%,2"), "file, line 2, column Top queries", "must not be empty"),
        (queries("a\x00b,1,20,5%,2"), "file, line 2, column Top queries", "must not contain the control character"),
        (queries(f"{'a' * 2049},1,20,5%,2"), "file, line 2, column Top queries", "must have at most 2,048 characters"),
        (queries("crm,1,20,5%,2", "a,1,20,5%,2", "crm,0,1,0%,9"), "file, line 4", "must stand once, and is in line 2"),
        (queries("crm,1,20,5%,2,7"), "file, line 2", "has 6 cells where the header has 5"),
        (queries('"crm,1,20,5%,2', "b,1,20,5%,2"), "file, line 2", "is not CSV from here on"),
        (queries('"crm"x,1,20,5%,2'), "file, line 2", "is not CSV from here on"),
        (queries(f"{'a' * 200_000},1,20,5%,2"), "file, line 2", "is not CSV from here on"),
        ("Häufigste Suchanfragen;Klicks\n".encode("cp1252"), "file, line 1", "must be UTF-8 or UTF-16; save it"),
        (queries("crm,1,20,5%,2") + b"\n\xfc,1,2", "file, line 4", "must be UTF-8 or UTF-16"),
        (pages("/page,1,20,5%,2"), "file, line 2, column Top pages", "must be an http(s) address"),
        (pages("javascript:alert(1),1,20,5%,2"), "file, line 2, column Top pages", "must be an http(s) address"),
        (links("a page,1,1"), "file, line 2, column Site", "must be the name of a site, such as example.org"),
        (links("https://a.org/,1,1"), "file, line 2, column Site", "must be the name of a site"),
        (b"Country,Clicks,Impressions,CTR,Position\nGermany,1,20,5%,2\n", "file", "holds no queries, pages or linking"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_refusal_names_the_place_and_what_would_be_right(raw: bytes, where: str, message: str) -> None:
    found = complaints(raw)
    assert [place for place, _ in found] == [where]
    assert found[0][1].startswith(message)


def test_all_that_is_wrong_is_told_at_once_and_not_without_end() -> None:
    two = complaints(queries("crm,x,20,5%,2", "crm 2,1,y,5%,z"))
    assert [where for where, _ in two] == [
        "file, line 2, column Clicks",
        "file, line 3, column Impressions",
        "file, line 3, column Position",
    ]
    assert len(complaints(queries(*(f"q{n},x,y,z,0" for n in range(1000))))) == MAX_COMPLAINTS


def test_cells_that_a_spreadsheet_would_run_stay_text() -> None:
    hostile = ['=HYPERLINK(""http://a.example"",""b"")', "@SUM(A1)", "+1+1|cmd", "<script>alert(1)</script>", "'; drop"]
    raw = queries(*(f'"{text}",0,1,0%,9' for text in hostile))
    (table,) = read_upload(raw).tables
    assert [row.name for row in table.rows] == [text.replace('""', '"') for text in hostile]


def test_a_cell_over_two_lines_counts_both() -> None:
    assert complaints(queries('"two\nlines",1,20,5%,2', "crm,x,20,5%,2")) == [
        ("file, line 4, column Clicks", "must be a whole number of 0 or more, such as 12 or 1,234")
    ]


def test_rows_have_a_bound_that_is_told_where_it_is_passed() -> None:
    rows = [f"query {n},0,1,0%,9" for n in range(MAX_ROWS)]
    (table,) = read_upload(queries(*rows)).tables
    assert table.rows[-1] == Performance(f"query {MAX_ROWS - 1}", 0, 1, 9.0)
    found = complaints(queries(*rows, "one more,0,1,0%,9", "and another,x,y,z,a"))
    assert found == [("file, line 5002", "is one row more than the 5,000 that a table may have")]


@pytest.mark.parametrize(("rows", "expected"), [(1, False), (999, False), (1000, True), (1001, False), (3000, True)])
def test_a_full_export_may_be_cut_off(rows: int, expected: bool) -> None:
    assert may_be_cut_off(rows) is expected
