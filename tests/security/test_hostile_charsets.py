"""A parser process, which can open no file any more, decodes every label a page may declare, and every invention."""

from collections.abc import AsyncIterator
from typing import Final

import pytest

from seo_worker.page.charset import decode
from seo_worker.page.document import Document
from seo_worker.page.pool import ParserPool, PoolLimits

# One label of each encoding of the standard, and the aliases that differ most from their name.
_STANDARD: Final = (
    *("utf-8", "unicode-1-1-utf-8", "ibm866", "koi8-r", "koi8-ru", "koi8-u", "macintosh", "x-mac-cyrillic", "logical"),
    *(
        "x-mac-ukrainian",
        "iso-8859-8-i",
        "csiso88596e",
        "windows-874",
        "tis-620",
        "us-ascii",
        "latin1",
        "l9",
        "sun_eu_greek",
    ),
    *("gbk", "gb2312", "gb18030", "big5", "big5-hkscs", "euc-jp", "iso-2022-jp", "shift_jis", "ms_kanji", "euc-kr"),
    *("ks_c_5601-1987", "hz-gb-2312", "iso-2022-kr", "iso-2022-cn", "replacement", "utf-16", "utf-16be", "utf-16le"),
    *("x-user-defined", *(f"iso-8859-{n}" for n in range(1, 17)), *(f"windows-125{n}" for n in range(9))),
)
# Names of Python's codecs, some of which turn bytes into no text, or raise at anything.
_INVENTED: Final = (
    *("utf-7", "utf-32", "cesu-8", "scsu", "base64", "zlib", "bz2", "hex", "rot13", "idna", "punycode", "mbcs", "oem"),
    *(
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
        "charmap",
        "../../etc/passwd",
        "utf_8_sig.",
        "a" * 40,
        "%s",
        ".",
    ),
    *("\u202e\u200b", "\x00", "\ud800", "utf-8\x00", "\u212a", "\uff55tf-8"),
)


@pytest.fixture(scope="module")
async def pool() -> AsyncIterator[ParserPool]:
    """Return one parser process."""
    async with ParserPool(1, PoolLimits(normal_s=5, strict_s=5)) as opened:
        yield opened


@pytest.mark.parametrize("where", ["header", "meta"])
@pytest.mark.parametrize("label", [*_STANDARD, *_INVENTED], ids=ascii)
async def test_a_declared_label_is_decoded_as_in_a_process_that_may_open_files(
    pool: ParserPool, label: str, where: str
) -> None:
    declared = label.encode("utf-8", "surrogatepass")
    body = (
        (b"<meta charset='%s'>" % declared if where == "meta" else b"") + b"<title>x</title>" + bytes(range(128, 256))
    )
    content_type = f"text/html; charset={label.encode('utf-8', 'replace').decode()}" if where == "header" else None
    state, page = await pool.parse(Document(body, "https://e.com/", content_type))
    assert state.status == "parsed"
    assert page is not None
    assert page.charset.used == decode(body, content_type).charset.used
