"""Catalogues of the pages: written from what the code and the templates say, and checked for what is missing.

python -m deploy.local.translations          writes them
python -m deploy.local.translations check    says what is missing, and fails then
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[2]
_DASHBOARD: Final = Path("services/gateway/src/gateway/dashboard")
_METHODS: Final = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
_OPTIONS: Final = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
_KEYWORDS: Final = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
# Times differ with each writing, and the others are about nobody.
_EMPTY_HEADERS: Final = tuple(
    f'"{name}'.encode() for name in ("POT-", "PO-", "Project-", "Report-", "Last-", "Language-Team", "Generated-")
)
_TEMPLATE: Final = "dashboard.pot"


def extracted(root: Path) -> Catalog:
    """Return every text that pages say, without line numbers, so that moving one changes nothing."""
    found = Catalog(project="CONVEX", charset="utf-8", fuzzy=False)
    places = extract_from_dir(root / _DASHBOARD, _METHODS, _OPTIONS, keywords=_KEYWORDS)
    for file, _, message, _, context in sorted(places, key=lambda each: (each[0], each[1])):
        found.add(message, locations=[(file, 0)], context=context)
    return found


def catalogue_files(root: Path) -> list[Path]:
    """Return the catalogues that people translate."""
    return sorted((root / _DASHBOARD / "locale").glob("*.po"))


def complaints(root: Path) -> list[str]:
    """Return what is missing, doubtful or left over in the catalogues."""
    wanted = extracted(root)
    return [line for path in catalogue_files(root) for line in _complaints(path, wanted)]


def write(root: Path) -> None:
    """Write the template, and bring each catalogue up to date; what is new in it is empty."""
    wanted = extracted(root)
    folder = root / _DASHBOARD / "locale"
    (folder / _TEMPLATE).write_bytes(_text(wanted))
    for path in catalogue_files(root):
        catalogue = _read(path)
        catalogue.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        path.write_bytes(_text(catalogue))


def _complaints(path: Path, wanted: Catalog) -> Iterator[str]:
    known = _read(path)
    for message in wanted:
        if not message.id:
            continue
        found = known.get(message.id, message.context)
        if found is None or not _is_translated(found):
            yield f"{path.name}: not translated: {message.id}"
        elif found.fuzzy:
            yield f"{path.name}: fuzzy: {message.id}"
        elif errors := list(found.check(known)):
            yield f"{path.name}: {message.id}: {errors[0]}"
    for message in known:
        if message.id and wanted.get(message.id, message.context) is None:
            yield f"{path.name}: nobody says this any more: {message.id}"


def _is_translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(texts)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def _text(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalogue, width=120, omit_header=False, sort_output=True, include_lineno=False)
    lines = written.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_EMPTY_HEADERS))


def main() -> None:
    """Write or check."""
    if sys.argv[1:] == ["check"]:
        found = complaints(ROOT)
        print("\n".join(found) or "all texts are translated")
        sys.exit(1 if found else 0)
    write(ROOT)


if __name__ == "__main__":
    main()
