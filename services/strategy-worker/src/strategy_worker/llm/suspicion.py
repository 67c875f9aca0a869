"""A look for pieces of a brief that speak to a model: shown to the user, never a reason to refuse the brief.

It reads past look-alike letters, digits for letters and spaced letters. It can't find every injection, and what it
finds may be innocent; the prompt and the checks of the answer are what protects.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from strategy_worker.llm.folding import Folded, folded, spaced
from strategy_worker.llm.suspicious_phrases import ANYWHERE, COMMANDS

# Where a clause begins, or after a word that only a request puts before its verb.
_BEGINS: Final = re.compile(
    r"(?:^|[.!?:;,\n()\[\]{}<>\"'“”„«»*#=\-–—|/\\_]\s*|\b(?:please|kindly|now|then|and|or|just|simply|immediately|instead|"
    r"first|finally|you must|you should|you shall|you will|you can|you have to|you need to|you are to|want you to|"
    r"ask you to|tell you to|need you to|could you|can you|would you|must|important|attention|bitte|jetzt|und|"
    r"s il vous plait|s il te plait|maintenant|et|por favor|ahora|y|per favore|ora|e|agora|nu|en)[\s,:!]+)\Z"
)
_REACH: Final = 24
_ROLES: Final = re.compile(
    r"""</?\s*(?:system|assistant|user|human|developer|instructions?|prompts?|admin|tool|function_calls?|rules|brief|task)\b
      [^<>\n]{0,60}>
    | <\|[^|<>\n]{1,40}\|> | \[/?\s*(?:inst|system|sys|assistant)\s*\] | <</?\s*sys\s*>>
    | ^\s*\#{1,6}\s*(?:system|instructions?|assistant|response|new\ instructions?|human|user)\b
    | (?:^|(?<=\n)|(?<=[.!?]\s))\s*(?:assistant|human|ai)\s*:
    | (?:^|(?<=\n)|(?<=[.!?]\s))\s*(?:system|user|developer|admin)\s*
      (?:(?:prompt|message|override|note|update|instructions?)(?:\s+update)?\s*:
      |:\s*(?:you|ignore|disregard|forget|new|override|from\ now|always|never|respond|reply|answer|act|reveal|print)\b)
    | ^\s*(?:system|assistant|user|human)\s*$ | \n\n(?:human|assistant):
    | ["']role["']\s*:\s*["'](?:system|assistant|user|developer|tool)\b
    | \b(?:tool_(?:result|call|use|output)|function_call)s?\b""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
# Folding makes Latin letters of what looks like them, so other scripts are read as they stand.
_OTHER_SCRIPTS: Final = re.compile(
    r"""\b(?:игнориру\w+|забудь\w*|ігнору\w+)\s+(?:\w+\s+){0,3}
      (?:инструкци\w*|указани\w*|правил\w*|команд\w*|інструкці\w*)
    | (?:忽略|无视|無視|忘记|忘記|忽視)[^。\n]{0,8}(?:之前|以上|上述|先前|前面|所有)[^。\n]{0,6}
      (?:指令|指示|提示|规则|規則)
    | (?:以前|これまで|上記|前)の[^。\n]{0,6}(?:指示|命令|プロンプト)[^。\n]{0,6}(?:無視|忘れ)""",
    re.VERBOSE | re.IGNORECASE,
)
_BLOBS: Final = re.compile(
    r"""(?<![\w+/])(?=[\w+/]{0,400}\d)(?=[\w+/]{0,400}[a-z])(?=[\w+/]{0,400}[A-Z])[A-Za-z0-9+/]{32,4000}={0,2}(?![\w+/])
    | (?<![\w+/])[A-Za-z0-9+/]{20,4000}={1,2}(?![\w+/=])
    | (?<!\w)(?:0x)?(?:[0-9a-fA-F]{2}[\s:,]?){20,2000}(?!\w)
    | (?:\\x[0-9a-fA-F]{2}|\\u\{?[0-9a-fA-F]{4}\}?|&\#x?[0-9a-fA-F]{1,6};|%[0-9a-fA-F]{2}){6,2000}
    | (?:[01]{8}[\s,]?){5,500}""",
    re.VERBOSE,
)
_LINKS: Final = re.compile(
    r"""!\[[^\]\n]{0,200}\]\(\s*https?: | \]\(\s*(?:javascript|data): | \bdata:[a-z]+/[a-z0-9.+-]+;base64
    | (?:^|[.!?:;,\n]\s*|\b(?:please|then|and|now)\s+)
      (?:visit|fetch|open|load|go\ to|follow|download|browse|retrieve|read|access|call|ping|request|get|
      post|send|submit|curl|wget|click|import|include|link\ to|besuche|rufe|öffne|lade|visite[zr]?|
      ouvre[zr]?|abre|abra|visita|apri|acesse|bezoek)\b
      [^.!?\n]{0,80}?https?://
    | https?://\S{0,300}(?:\{\{|\$\{|\[(?:data|prompt|system|secret|answer|summary)|<(?:data|prompt|system|secret))""",
    re.VERBOSE | re.IGNORECASE,
)
_HIDING: Final = re.compile(
    "[\U000e0000-\U000e0fff\u202a-\u202e\u2066-\u2069]|(?<=\\w)[\u200b\u2060\ufeff\u00ad]+(?=\\w)"
)
# A full stop inside an address ends nothing.
_SENTENCE: Final = re.compile(r"(?:[^.!?\n]|[.!?]+(?=[^\s.!?]))*[.!?]*")
_LONGEST: Final = 300


def suspicious(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of these texts that seem to speak to a model, word for word, in their order."""
    whole = "\n".join(texts)
    return tuple(dict.fromkeys(piece for span in _merged(_spans(whole)) for piece in _pieces(whole, *span)))


def hides(text: str) -> bool:
    """Tell whether a text holds characters that nobody sees and a model may read: tags, overrides, split words."""
    return _HIDING.search(text) is not None


def _spans(whole: str) -> Iterator[tuple[int, int]]:
    for pattern in (_ROLES, _OTHER_SCRIPTS, _BLOBS, _LINKS):
        yield from (found.span() for found in pattern.finditer(whole))
    source = folded(whole)
    yield from _phrases(source, _apart())
    for squeezed in spaced(source):
        yield from _phrases(squeezed, _together())


def _phrases(source: Folded, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    anywhere, commands = patterns
    yield from (source.span(*found.span()) for found in anywhere.finditer(source.text))
    for found in commands.finditer(source.text):
        if _BEGINS.search(source.text[max(0, found.start() - _REACH) : found.start()]):
            yield source.span(*found.span())


@cache
def _apart() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _compiled(ANYWHERE, r"\W{1,6}"), _compiled(COMMANDS, r"\W{1,6}")


@cache
def _together() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _compiled(ANYWHERE, ""), _compiled(COMMANDS, "")


def _compiled(phrases: Iterable[str], gap: str) -> re.Pattern[str]:
    edge = r"\b" if gap else ""
    # A one stands for i or for l, and folding has to choose.
    sources = (phrase.strip().replace("l", "[li]").replace(" ?", f"(?:{gap})?").replace(" ", gap) for phrase in phrases)
    return re.compile("|".join(f"{edge}(?:{source}){edge}" for source in sources))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _pieces(whole: str, begin: int, end: int) -> Iterator[str]:
    """Yield the sentences that a stretch touches, each cut to a length that can be shown."""
    for sentence in _SENTENCE.finditer(whole):
        touches = sentence.start() < end and begin < sentence.end()
        if touches and (piece := sentence.group().strip()):
            first = max(0, begin - sentence.start() - _LONGEST // 2)
            yield piece if len(piece) <= _LONGEST else sentence.group()[first : first + _LONGEST].strip()
