"""Markdown into blocks."""

import pytest

from exports.model import (
    Block,
    Code,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    plain,
)
from exports.parsing import blocks, parser


def _blocks(markdown: str) -> tuple[Block, ...]:
    return blocks(markdown, parser())


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def test_a_list_of_labels_and_values_becomes_facts() -> None:
    (facts,) = _blocks("- **How it works:** People ask.\n- **Effort:** small; *soon*")
    assert facts == Facts(
        (
            Fact((Run("How it works"),), (Run("People ask."),)),
            Fact((Run("Effort"),), (Run("small; "), Run("soon", emphasis=True))),
        )
    )


@pytest.mark.parametrize(
    "markdown", ["- **Label:** value\n- no label", "- **Label** value", "- **Label:**", "- **Label:** value\n\n  more"]
)
def test_a_list_with_anything_else_in_it_stays_a_list(markdown: str) -> None:
    (listing,) = _blocks(markdown)
    assert isinstance(listing, Listing)


def test_numbered_lists_keep_their_start_and_nested_ones_their_place() -> None:
    (listing,) = _blocks("3. three\n   - below\n4. four")
    assert listing == Listing(((_paragraph("three"), Listing(((_paragraph("below"),),))), (_paragraph("four"),)), 3)


def test_a_bold_line_is_a_heading_and_levels_have_no_gaps() -> None:
    found = _blocks("**Lead**\n\ntext\n\n###### Deep\n\n# High\n\n**Lead again**")
    assert [(block.level, plain(block.runs)) for block in found if isinstance(block, Heading)] == [
        (2, "Lead"),
        (3, "Deep"),
        (2, "High"),
        (3, "Lead again"),
    ]


def test_quotations_code_and_breaks_are_kept_apart() -> None:
    found = _blocks("> ### Title\n> said\n\n```\na < b\n```\n\n---\n\nend")
    assert found == (
        Quote((Paragraph((Run("Title", strong=True),)), _paragraph("said"))),
        Code("a < b"),
        Rule(),
        _paragraph("end"),
    )


def test_html_stays_text() -> None:
    assert _blocks("<script>alert(1)</script>\n\n<b>bold</b> &lt;i&gt;") == (
        _paragraph("<script>alert(1)</script>"),
        _paragraph("<b>bold</b> <i>"),
    )


@pytest.mark.parametrize(
    ("markdown", "href"),
    [
        ("[text](https://a.example/x)", "https://a.example/x"),
        ("[text](mailto:a@b.example)", "mailto:a@b.example"),
        ("[text](file:///etc/passwd)", None),
        ("[text](/inside)", None),
        ("[text](ftp://a.example)", None),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_become_links(markdown: str, href: str | None) -> None:
    (paragraph,) = _blocks(markdown)
    assert isinstance(paragraph, Paragraph)
    assert {run.href for run in paragraph.runs} == {href}


def test_a_script_in_an_address_is_no_address() -> None:
    (paragraph,) = _blocks("[text](javascript:alert)")
    assert paragraph == _paragraph("[text](javascript:alert)")


def test_of_an_image_only_its_description_is_kept() -> None:
    assert _blocks("see ![the *curve*](https://a.example/x.png).") == (
        Paragraph((Run("see the "), Run("curve", emphasis=True), Run("."))),
    )


def test_quotation_marks_become_typographic_but_not_in_code() -> None:
    (paragraph,) = _blocks("\"It's\" `it's`")
    assert paragraph == Paragraph((Run("“It’s” "), Run("it's", code=True)))


def test_a_table_has_its_cells_and_a_too_wide_one_is_read_downwards() -> None:
    (table,) = _blocks("| A | B |\n| --- | --- |\n| one \\| two | **2** |")
    assert isinstance(table, Table)
    assert [plain(column.header) for column in table.columns] == ["A", "B"]
    assert table.rows == (((Run("one | two"),), (Run("2", strong=True),)),)
    names = [f"H{index}" for index in range(12)]
    wide = "\n".join(("| " + " | ".join(row) + " |") for row in (names, ["---"] * 12, [f"v{i}" for i in range(12)]))
    heading, facts = _blocks(wide)
    assert heading == Heading(2, (Run("v0"),))
    assert isinstance(facts, Facts)
    assert [(plain(fact.label), plain(fact.value)) for fact in facts.items] == [
        (f"H{i}", f"v{i}") for i in range(1, 12)
    ]


def test_quotations_in_quotations_end_somewhere() -> None:
    (block,) = _blocks("> " * 500 + "deep")
    depth = 0
    while isinstance(block, Quote):
        depth += 1
        if not block.blocks:
            break
        block = block.blocks[0]
    assert 1 < depth <= 20
