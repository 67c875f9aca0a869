"""A caller of one installation who looks at every answer, good or bad."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any, Final

API: Final = "/api/convex"
OVER: Final = frozenset({"succeeded", "failed", "cancelled"})


class SmokeError(Exception):
    """One sentence on what was expected and what came."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `headers` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            SmokeError: when it is none.
        """
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise SmokeError(f"no JSON but {self.body[:200]!r}") from error


@dataclass(slots=True)
class Client:
    """Sends requests to one installation, with a token or with the cookies it was given."""

    address: str
    token: str | None = None
    idempotency_key: str | None = None
    cookies: CookieJar = field(default_factory=CookieJar)

    def send(self, method: str, path: str, body: Any = None, *, form: Mapping[str, str] | None = None) -> Answer:
        """Return the answer, whatever its status; redirections are followed.

        Raises:
            SmokeError: when none came.
        """
        content = urllib.parse.urlencode(form).encode() if form else json.dumps(body).encode() if body else None
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        request = urllib.request.Request(f"{self.address}{path}", content, {"Content-Type": kind}, method=method)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        if self.idempotency_key and method == "POST":
            request.add_header("Idempotency-Key", self.idempotency_key)
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        try:
            with opener.open(request, timeout=45) as answer:
                return Answer(answer.status, _lower(answer.headers.items()), answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, _lower(error.headers.items()), error.read())
        except (OSError, HTTPException) as error:
            raise SmokeError(f"{method} {path} was not answered: {error}") from error

    def get(self, path: str, status: int = 200) -> Answer:
        """Return the answer to GET.

        Raises:
            SmokeError: when it has another status.
        """
        return expect(self.send("GET", path), status, f"GET {path}")


def expect(answer: Answer, status: int, what: str) -> Answer:
    """Return the answer when it has the status.

    Raises:
        SmokeError: when it has another one.
    """
    if answer.status != status:
        raise SmokeError(f"{what} was answered with {answer.status}, not {status}: {answer.body[:300]!r}")
    return answer


def _lower(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}
