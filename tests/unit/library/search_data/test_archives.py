"""The ZIP that Search Console hands out: what is known is taken, what is beside it passed over, bombs stay small."""

import tracemalloc
import zipfile
from datetime import date

import pytest

from library.search_data.model import Period, UnreadableExportError
from library.search_data.upload import MAX_FILES, MAX_UNPACKED_BYTES, read_upload
from support_search.exports import CHART, COUNTRIES, FILTERS, packed, pages, performance_export, queries

ONE = queries("crm,1,20,5%,2.5")
PAGE = pages("https://example.com/,1,20,5%,2.5")


def test_a_performance_export_gives_both_tables_with_their_days_and_filters() -> None:
    export = read_upload(performance_export(ONE, PAGE))
    assert [table.kind for table in export.tables] == ["queries", "pages"]
    assert export.period == Period(date(2026, 8, 25), date(2026, 11, 24))
    assert export.filters == ("Search type: Web", "Date: Last 3 months")


def test_names_of_files_and_tables_nobody_knows_do_not_matter() -> None:
    files = {
        "Export/Suchanfragen.csv": ONE,
        "Export/Länder.csv": COUNTRIES,
        "Unbekannt.csv": "Etwas,Anderes\n1,2\n",
        "Seiten.csv": pages(),
        "__MACOSX/._Suchanfragen.csv": b"\x00\x05\x16\x07",
        "Export/": b"",
        "logo.png": b"\x89PNG",
    }
    export = read_upload(packed(files))
    assert [table.kind for table in export.tables] == ["queries"]
    assert export.period is None


def test_days_that_a_filter_names_count_when_there_is_no_chart() -> None:
    filters = "Filter,Value\nDate,2026-10-01 - 2026-10-31\n"
    assert read_upload(packed({"q.csv": ONE, "f.csv": filters})).period == Period(date(2026, 10, 1), date(2026, 10, 31))
    assert read_upload(packed({"q.csv": ONE, "f.csv": FILTERS})).period is None
    assert read_upload(packed({"q.csv": ONE, "f.csv": "Filter,Value\nDate,0010-10-01 - 2026-10-31\n"})).period is None
    wrong = "Filter,Value\nDate,2026-10-31 - 2026-10-01\n"
    assert read_upload(packed({"q.csv": ONE, "f.csv": wrong})).period is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-W48", "20261124", "24.11.2026", ""])
def test_a_chart_with_a_cell_that_is_no_day_tells_no_days(day: str) -> None:
    chart = f"Date,Clicks\n2026-11-20,1\n{day},1\n2026-11-24,1\n"
    assert read_upload(packed({"q.csv": ONE, "Chart.csv": chart})).period is None


def test_a_chart_longer_than_any_tells_no_days() -> None:
    days = [f"{date.fromordinal(737_000 + day)},1" for day in range(1001)]
    long, whole = ("\n".join(["Date,Clicks", *rows]) for rows in (days, days[:1000]))
    assert read_upload(packed({"q.csv": ONE, "Chart.csv": long})).period is None
    assert read_upload(packed({"q.csv": ONE, "Chart.csv": whole})).period == Period(
        date.fromordinal(737_000), date.fromordinal(737_999)
    )


@pytest.mark.parametrize(
    ("raw", "where", "message"),
    [
        (packed({"Chart.csv": CHART}), "file", "holds no queries, pages or linking sites"),
        (packed({}), "file", "holds no queries, pages or linking sites"),
        (packed({"Queries.csv": queries()}), "Queries.csv", "has a header and no rows"),
        (packed({"a.csv": ONE, "b.csv": ONE}), "file", "holds two tables of one kind"),
        (packed({"Queries.csv": queries("crm,x,1,0%,2")}), "Queries.csv, line 2, column Clicks", "must be a whole"),
        (packed({f"{n}.csv": ONE for n in range(MAX_FILES + 1)}), "file", "may hold at most 20 files"),
        (packed({"q.csv": ONE}, packing=zipfile.ZIP_LZMA), "file", "is a ZIP that can't be unpacked"),
        (
            packed({"q.csv": ONE, "f.csv": "Filter,Value\nQuery,a\0b\n"}),
            "f.csv, line 2",
            "must not contain the control",
        ),
        (packed({"q.csv": ONE})[:40], "file", "is a ZIP that can't be unpacked"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_told_with_the_name_of_its_file(raw: bytes, where: str, message: str) -> None:
    with pytest.raises(UnreadableExportError) as caught:
        read_upload(raw)
    found = caught.value.complaints[0]
    assert (found.where, found.message[: len(message)]) == (where, message)


def test_a_checksum_that_is_wrong_is_no_export() -> None:
    raw = packed({"q.csv": ONE}, packing=zipfile.ZIP_STORED).replace(b"crm", b"erp")
    with pytest.raises(UnreadableExportError, match="can't be unpacked"):
        read_upload(raw)


def test_a_bomb_takes_no_more_memory_than_an_upload_may() -> None:
    raw = packed({"Queries.csv": ONE, "Chart.csv": b"0" * (64 * 1024 * 1024)})
    assert len(raw) < 256 * 1024
    tracemalloc.start()
    with pytest.raises(UnreadableExportError, match="larger than the 8,388,608 bytes"):
        read_upload(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MAX_UNPACKED_BYTES
