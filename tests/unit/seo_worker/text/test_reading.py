"""Texts are read in the fastest of several ways, and all ways give the same words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from seo_worker.text.words import Lexicon, word_spans

_ASCII = st.text(st.sampled_from("ab z09_'s+#-. \t\n/"), max_size=30)
# A letter that is not ASCII sends the rest of the text the general way.
_MARKER = "é"


@settings(max_examples=300, deadline=None)
@given(_ASCII)
def test_plain_text_has_the_words_of_any_text(text: str) -> None:
    plain, any_text = Lexicon("en").tokens(text), Lexicon("en").tokens(f"{text} {_MARKER}")
    assert plain == any_text[:-1]
    assert [token.start for token in plain] == [start for start, _ in word_spans(text)]


def test_texts_read_together_have_the_words_of_texts_read_alone() -> None:
    texts = ("The dog's running shoes", "", "break-in - and out", "the dog", "The dog's running shoes", "Größe l’été")
    lexicon = Lexicon("en")
    assert lexicon.read(texts) == tuple(Lexicon("en").tokens(text) for text in texts)
    assert lexicon.read(texts)[3] is lexicon.tokens("the dog")
