from documents import markup


def test_html_stays_text() -> None:
    assert markup.plain("<script>alert('x')</script>") == "&lt;script&gt;alert('x')&lt;/script&gt;"


def test_marks_inside_a_line_are_escaped() -> None:
    assert markup.plain("a|b *c* _d_ `e` [f](g) ~~h~~ \\") == r"a\|b \*c\* \_d\_ \`e\` \[f\](g) \~\~h\~\~ \\"


def test_an_image_is_not_an_image() -> None:
    assert markup.plain("![x](y)") == r"!\[x\](y)"


def test_marks_at_the_start_of_a_line_are_escaped() -> None:
    starts = ["# title", "### title", "- item", "+ item", "1. item", "12) item", "---", "--- --", "==="]
    assert [markup.plain(text) for text in starts] == [
        r"\# title", r"\### title", r"\- item", r"\+ item", r"1\. item", r"12\) item", r"\---", r"\--- --", r"\===",
    ]  # fmt: skip


def test_numbers_and_hashtags_are_left_readable() -> None:
    for text in ("-5 %", "51.2", "#1 of three", "3.5 hours", "R&D", "e-mail", "a + b"):
        assert markup.plain(text) == text


def test_an_entity_is_shown_as_it_was_typed() -> None:
    assert markup.plain("&lt;b&gt; &#60; AT&T; R&D") == "&amp;lt;b&amp;gt; &amp;#60; AT&amp;T; R&D"


def test_an_address_does_not_become_a_link() -> None:
    assert markup.plain("see https://a.example/x and www.b.example") == r"see https\://a.example/x and www\.b.example"
    assert markup.plain("javascript:alert(1) HTTP://c") == r"javascript:alert(1) HTTP\://c"


def test_line_breaks_cannot_open_a_new_block() -> None:
    assert markup.plain("one\n# two\r\n\n- three\t| four") == r"one # two - three \| four"


def test_prose_keeps_paragraphs_and_escapes_each() -> None:
    assert markup.prose("one\ntwo\n \n# three\n\n\n> four") == "one two\n\n\\# three\n\n&gt; four"


def test_a_quotation_of_two_paragraphs_is_one_block() -> None:
    assert markup.quote("one\n\ntwo") == "> one\n>\n> two"


def test_a_table_keeps_its_shape_whatever_the_cells_hold() -> None:
    assert markup.table(("A", "B"), [("x|y", "p\nq"), ("", "z")]) == (
        "| A | B |\n| --- | --- |\n| x\\|y | p q |\n| – | z |"
    )


def test_a_column_without_content_is_left_out() -> None:
    assert markup.table(("A", "B"), [("x", ""), ("y", " ")]) == "| A |\n| --- |\n| x |\n| y |"


def test_a_table_without_rows_is_nothing() -> None:
    assert markup.table(("A", "B"), [("", " ")]) == ""


def test_labels_without_a_value_are_left_out() -> None:
    assert markup.facts(("A", "x"), ("B", " "), ("C", "y")) == "- **A:** x\n- **C:** y"


def test_a_sentence_as_a_label_does_not_end_twice() -> None:
    assert markup.facts(("Buyers ask for proof.", "By week four.")) == "- **Buyers ask for proof:** By week four."


def test_lists_leave_out_empty_texts() -> None:
    assert markup.bullets(["a", "", "b"]) == "- a\n- b"
    assert markup.numbered(["a", " ", "b"]) == "1. a\n2. b"


def test_a_heading_without_content_is_nothing() -> None:
    assert markup.titled("T", markup.bullets([])) == ""
    assert markup.titled("T", markup.plain("x")) == "### T\n\nx"


def test_number_signs_at_the_end_of_a_heading_stay() -> None:
    assert markup.heading(2, "Learn C #") == r"## Learn C \#"
    assert markup.titled("Ranks ###", markup.plain("x")) == "### Ranks \\###\n\nx"
    assert markup.heading(2, "C#") == "## C#"
