"""Reads robots.txt as RFC 9309 says: groups merged per agent, the longest match decides, allow wins a tie."""

import re
from dataclasses import dataclass, field
from typing import Final

from seo_worker.evidence import RobotsDecision, RobotsSyntaxError

_EVERYBODY: Final = "*"
_KNOWN: Final = frozenset(
    {"user-agent", "disallow", "allow", "sitemap", "crawl-delay", "clean-param", "host", "request-rate"}
    | {"visit-time", "noindex", "content-signal"}
)
# Misspellings that Google's parser forgives; they are blamed all the same, as other crawlers may not.
_FORGIVEN: Final = {
    **dict.fromkeys(("useragent", "user agent"), "user-agent"),
    **dict.fromkeys(("dissallow", "dissalow", "disalow", "diasllow", "disallaw"), "disallow"),
    "site-map": "sitemap",
}
# As much of a line as Google reads.
_MAX_LINE: Final = 8 * 2083
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
# For Google a permission to fetch this file is one for its folder.
_INDEX: Final = "/index.htm"
_MAX_ERRORS: Final = 100
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_TOKEN: Final = re.compile(r"[A-Za-z_-]+")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_SECONDS: Final = re.compile(r"\d{1,6}(?:\.\d{1,3})?", re.ASCII)
_ABSOLUTE: Final = re.compile(r"(?i)(?:https?|ftp)://[^\s/]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One allow or disallow line; `pattern` is normalised, `text` is as written."""

    line: int
    allow: bool
    pattern: str
    text: str


@dataclass(slots=True)
class Section:
    """What stands under the agents named together, who share it: copies for each would multiply agents and rules."""

    rules: list[Rule] = field(default_factory=list[Rule])
    delay_s: float | None = None


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """The sections by lower-case agent token ('*' for all), the sitemaps, and what could not be understood."""

    groups: dict[str, tuple[Section, ...]]
    sitemaps: tuple[str, ...]
    errors: tuple[RobotsSyntaxError, ...]

    def delay_s(self, agent: str) -> float | None:
        """Return the pause that a crawler is asked for (not in RFC 9309, yet widely meant); its own group decides."""
        asked = [section.delay_s for section in self._sections(agent) if section.delay_s is not None]
        return asked[-1] if asked else None

    def decide(self, agent: str, path: str) -> RobotsDecision:
        """Decide about a path with its query for a crawler; its own group replaces the one for all."""
        sections = self._sections(agent)
        target = normalised(path or "/").replace("*", "%2A").replace("$", "%24")
        if target == "/robots.txt":
            return RobotsDecision(agent, allowed=True)
        matching = [rule for section in sections for rule in section.rules if matches(rule.pattern, target)]
        if not matching:
            return RobotsDecision(agent, allowed=True)
        best = max(matching, key=lambda rule: (len(rule.pattern), rule.allow, -rule.line))
        return RobotsDecision(agent, allowed=best.allow, line=best.line, rule=best.text)

    def _sections(self, agent: str) -> tuple[Section, ...]:
        own = self.groups.get(agent.lower())
        return self.groups.get(_EVERYBODY, ()) if own is None else own


@dataclass(slots=True)
class _Reader:
    groups: dict[str, list[Section]] = field(default_factory=dict[str, list[Section]])
    sitemaps: list[str] = field(default_factory=list[str])
    errors: list[RobotsSyntaxError] = field(default_factory=list[RobotsSyntaxError])
    section: Section = field(default_factory=Section)
    has_agent: bool = False
    in_rules: bool = False

    def blame(self, number: int, text: str, message: str) -> None:
        if len(self.errors) < _MAX_ERRORS:
            self.errors.append(RobotsSyntaxError(number, text[:200], message))

    def read(self, number: int, raw: str) -> None:
        text = raw.partition("#")[0].strip()
        if not text:
            return
        key, colon, value = text.partition(":")
        if not colon:
            self.blame(number, text, "No colon between directive and value")
            key, value = words if len(words := text.split()) == 2 else ("", "")
        key, value = key.strip().lower(), value.strip()
        if colon and key not in _KNOWN:
            self.blame(number, text, "Unknown directive")
        self._obey(number, text, _FORGIVEN.get(key, key), value)

    def _obey(self, number: int, text: str, key: str, value: str) -> None:
        if key == "user-agent":
            self._agent(number, text, value)
        elif key in {"allow", "disallow"}:
            self._rule(number, text, value, allow=key == "allow")
        elif key == "sitemap":
            self._sitemap(number, text, value)
        elif key == "crawl-delay" and _SECONDS.fullmatch(value):
            self.section.delay_s = float(value)

    def _agent(self, number: int, text: str, value: str) -> None:
        if self.in_rules:
            self.section, self.has_agent, self.in_rules = Section(), False, False
        token = _TOKEN.match(value)
        if not value:
            self.blame(number, text, "No user agent named")
            return
        name = _EVERYBODY if value.split(None, 1)[0] == "*" else token[0].lower() if token else value.lower()
        self.has_agent = True
        sections = self.groups.setdefault(name, [])
        if not sections or sections[-1] is not self.section:
            sections.append(self.section)

    def _rule(self, number: int, text: str, value: str, *, allow: bool) -> None:
        self.in_rules = True
        if not self.has_agent:
            self.blame(number, text, "Rule before any user agent")
        if not value:
            return
        if value[0] not in "/*":
            self.blame(number, text, "A path begins with / or *")
        if "$" in value[:-1]:
            self.blame(number, text, "$ stands only at the end of a path")
        self.section.rules.append(Rule(number, allow, _pattern(value), text))
        folder, slash, file = value.rpartition("/")
        if allow and (slash + file).startswith(_INDEX):
            self.section.rules.append(Rule(number, allow, _pattern(f"{folder}/$"), text))

    def _sitemap(self, number: int, text: str, value: str) -> None:
        if _ABSOLUTE.match(value):
            self.sitemaps.append(value)
        else:
            self.blame(number, text, "A sitemap needs an absolute http, https or ftp address")


def parse_robots(content: bytes) -> RobotsFile:
    """Read a robots.txt; broken lines are listed and skipped, over-long ones cut."""
    text = _without_mark(content).decode("utf-8", "replace").replace("\0", "\ufffd")
    reader = _Reader()
    for number, line in enumerate(_LINE_END.split(text), start=1):
        reader.read(number, line[:_MAX_LINE])
    groups = {agent: tuple(sections) for agent, sections in reader.groups.items()}
    return RobotsFile(groups, tuple(dict.fromkeys(reader.sitemaps)), tuple(reader.errors))


def normalised(path: str) -> str:
    """Bring percent-encoding to one form: unreserved characters decoded, all else encoded in capitals."""
    decoded = _ESCAPE.sub(_one_form, path)
    return "".join(c if " " < c < "\x7f" else "".join(f"%{b:02X}" for b in c.encode()) for c in decoded)


def matches(pattern: str, path: str) -> bool:
    """Match a normalised pattern from the start of a path; linear, as every `*` takes the leftmost place that fits."""
    anchored = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    if len(pieces) == 1:
        return not anchored or path == pieces[0]
    position = len(pieces[0])
    for piece in pieces[1:-1]:
        found = path.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    last = pieces[-1]
    return path.endswith(last) and len(path) - len(last) >= position if anchored else path.find(last, position) >= 0


def _without_mark(content: bytes) -> bytes:
    """Drop a byte order mark, also one that lost its end."""
    return next((content[n:] for n in (3, 2, 1) if content.startswith(_BYTE_ORDER_MARK[:n])), content)


def _one_form(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else f"%{found[1].upper()}"


def _pattern(value: str) -> str:
    head, last = normalised(value)[:-1], normalised(value)[-1]
    return head.replace("$", "%24") + last
