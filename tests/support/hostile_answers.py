"""Servers that answer what they must not, by host: what each does at every path, and the code the audit ends with."""

import gzip
from typing import Final

from support.hostile_server import OTHERWISE, Paths, Sending, answer, endless, moved, ok, reset_inside_the_body

_OK: Final = "HTTP/1.1 200 OK\nContent-Type: text/html"
_PAGE: Final = b"<title>x</title><p>rock plate"
_SMUGGLED: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\nsmuggled"
_PRIVATE_LINKS: Final = (
    b"<title>x</title><base href='http://10.0.0.1/'><meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"
    b"<link rel=canonical href='http://169.254.169.254/'><link rel=stylesheet href='http://10.0.0.2/'>"
    b"<a href='http://10.0.0.3/'>a</a><img src='//10.0.0.4/'><iframe src='http://[::1]/'></iframe>"
)


def _chunked(body: bytes) -> bytes:
    return answer(f"{_OK}\nTransfer-Encoding: chunked", body)


_ANSWERS: Final[dict[str, tuple[str, bytes | Sending]]] = {
    "endless-headers": ("target_bad_response", endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 1000)),
    "endless-header-line": ("target_bad_response", endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"b" * 8000)),
    "endless-status-line": ("target_bad_response", endless(b"HTTP/1.1 200 ", b"b" * 8000)),
    "endless-trailers": ("target_bad_response", endless(_chunked(b"2\r\nok\r\n0\r\n"), b"X-A: b\r\n" * 1000)),
    "tiny-chunks": ("audited", _chunked(b"1\r\na\r\n" * 300_000 + b"0\r\n\r\n")),
    "chunk-size-overflow": ("target_bad_response", _chunked(b"FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n")),
    "chunk-size-negative": ("target_bad_response", _chunked(b"-1\r\nabc\r\n0\r\n\r\n")),
    "length-negative": ("target_bad_response", answer(f"{_OK}\nContent-Length: -5", _PAGE)),
    "length-twice": ("target_bad_response", answer(f"{_OK}\nContent-Length: 5\nContent-Length: 6", _PAGE)),
    "length-and-chunked": (
        "target_bad_response",
        answer(f"{_OK}\nContent-Length: 5\nTransfer-Encoding: chunked", _PAGE),
    ),
    "length-too-large": ("target_bad_response", answer(f"{_OK}\nContent-Length: 999999999999999", _PAGE)),
    "length-overflow": ("target_bad_response", answer(f"{_OK}\nContent-Length: {'9' * 30}", _PAGE)),
    "length-too-small": ("audited", answer(f"{_OK}\nContent-Length: {len(_PAGE)}", _PAGE + _SMUGGLED)),
    "brotli": ("target_unsupported_encoding", ok(b"\xcf\xff\xff\x7f\xf8" * 1000, encoding="br")),
    "zstd": ("target_unsupported_encoding", ok(b"\x28\xb5\x2f\xfd" * 1000, encoding="zstd")),
    "gzip-and-brotli": ("target_unsupported_encoding", ok(b"x", encoding="gzip, br")),
    "gzip-of-nothing": (
        "audited",
        endless(answer(f"{_OK}\nContent-Encoding: gzip", gzip.compress(b"")[:10]), b"\0\0\0\xff\xff" * 10_000),
    ),
    "bare-return-in-header": ("target_bad_response", answer(f"{_OK}\nX-A: b\rX-B: c", _PAGE)),
    "nul-in-header": ("target_bad_response", answer(f"{_OK}\nX-A: b\0c", _PAGE)),
    "nameless-header": ("target_bad_response", answer(f"{_OK}\n: b", _PAGE)),
    "http-0.9": ("target_bad_response", _PAGE),
    "http-2": ("target_bad_response", b"\0\0\x12\4\0\0\0\0\0" + b"\0\3\0\0\0\x64" * 3),
    "status-999": ("audited", answer("HTTP/1.1 999 Request denied\nContent-Length: 0")),
    "status-101": ("audited", answer("HTTP/1.1 101 Switching Protocols\nUpgrade: x\nConnection: upgrade", _PAGE)),
    "status-204-with-body": ("target_bad_response", answer("HTTP/1.1 204 No Content\nContent-Length: 10", _PAGE)),
    "status-304": ("audited", answer("HTTP/1.1 304 Not Modified")),
    "status-of-letters": ("target_bad_response", answer("HTTP/1.1 2x0 OK", _PAGE)),
    "reset": ("target_bad_response", reset_inside_the_body),
    "mixed-replace": ("target_not_html", answer("HTTP/1.1 200 OK\nContent-Type: multipart/x-mixed-replace;boundary=a")),
    "refresh-header": ("audited", answer(f'{_OK}\nRefresh: 0;url=http://10.0.0.1/\nAlt-Svc: h2="10.0.0.1:80"', _PAGE)),
    "private-links": ("audited", ok(_PRIVATE_LINKS)),
    "huge-cookie": ("audited", answer(f"{_OK}\nSet-Cookie: a={'b' * 12_000}", _PAGE)),
    "location-too-long": ("target_bad_response", moved("http://a.test/" + "a" * 100_000)),
    "location-long": ("target_invalid_url", moved("http://a.test/" + "a" * 10_000)),
    "location-of-bytes": ("target_invalid_url", moved("http://a.test/\udcff\udcfe")),
    "location-empty": ("audited", answer("HTTP/1.1 302 Found\nLocation: \nContent-Length: 0")),
    "redirect-to-itself": ("target_redirect_loop", moved("http://redirect-to-itself.test:PORT/#again", 308)),
    "redirect-without-end": ("target_too_many_redirects", moved("a/", 303)),
    "redirect-around": ("target_redirect_loop", moved("//redirect-around-2.test:PORT/")),
    "redirect-around-2": ("target_redirect_loop", moved("//redirect-around.test:PORT/")),
    "rebound": ("target_blocked_address", ok(_PAGE)),
    "to-private-name": ("target_blocked_address", moved("http://private-name.test:PORT/")),
    "to-mixed-name": ("target_blocked_address", moved("http://mixed.test/")),
    "to-metadata": ("target_blocked_address", moved("//[::ffff:169.254.169.254]/latest", 307)),
    "to-azure": ("target_blocked_address", moved("\\\\168.63.129.16\\", 301)),
    "to-other-port": ("target_blocked_port", moved("http://to-other-port.test:22/", 308)),
    "to-file": ("target_invalid_url", moved("file:///etc/passwd")),
    "to-user": ("target_invalid_url", moved("//a.test@127.0.0.1:PORT/")),
    "to-gopher": ("target_invalid_url", moved("gopher://127.0.0.1:6379/_FLUSHALL")),
}
# These take as long as the limits allow: each is one more place where a server can be slow.
_SLOW: Final[dict[str, tuple[str, Paths]]] = {
    "slow-body": ("target_timeout", {OTHERWISE: endless(answer(_OK), b"<p>x", pause_s=0.5)}),
    "slow-headers": ("target_timeout", {OTHERWISE: endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", pause_s=0.5)}),
    "slow-chunks": ("target_timeout", {OTHERWISE: endless(_chunked(b""), b"1\r\na\r\n", pause_s=0.5)}),
    # No cap counts what is neither a header of the answer nor its body, so these end like slow ones.
    "endless-interim": ("target_timeout", {OTHERWISE: endless(b"", b"HTTP/1.1 103 A\r\n\r\n" * 500, pause_s=0.05)}),
    "endless-chunk-extension": ("target_timeout", {OTHERWISE: endless(_chunked(b"2;a="), b"b" * 8000, pause_s=0.05)}),
    "slow-robots": (
        "audited",
        {"/": ok(_PAGE), "/robots.txt": endless(answer("HTTP/1.1 200 OK"), b"#", pause_s=0.5)},
    ),
    "slow-sitemap": (
        "audited",
        {"/": ok(_PAGE), "/sitemap.xml": endless(answer("HTTP/1.1 200 OK"), b" ", pause_s=0.5)},
    ),
}

ANSWERS: Final[dict[str, tuple[str, Paths]]] = {
    **{name: (code, {OTHERWISE: sent}) for name, (code, sent) in _ANSWERS.items()},
    **_SLOW,
}
SLOW_ANSWERS: Final = tuple(_SLOW)
