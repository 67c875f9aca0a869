"""Every text of the pages is there in every language, and no translation can become markup."""

import shutil
from pathlib import Path

from babel.messages.pofile import read_po
from deploy.local.translations import ROOT, catalogue_files, complaints, extracted

from gateway.dashboard.languages import LOCALES, SOURCE


def test_nothing_is_missing_doubtful_or_left_over() -> None:
    assert complaints(ROOT) == []


def test_there_is_a_catalogue_for_every_language_but_the_source() -> None:
    assert {path.stem for path in catalogue_files(ROOT)} == {*LOCALES} - {SOURCE}
    assert len(extracted(ROOT)) > 80


def test_a_text_that_is_not_translated_is_found(tmp_path: Path) -> None:
    dashboard = Path("services/gateway/src/gateway/dashboard")
    shutil.copytree(ROOT / dashboard, tmp_path / dashboard)
    page = tmp_path / dashboard / "templates" / "home.html"
    page.write_text(page.read_text() + "{{ _('Quite new') }}")
    assert "de.po: not translated: Quite new" in complaints(tmp_path)


def test_no_translation_holds_characters_of_markup() -> None:
    # Texts stand in attributes and between tags as they are.
    for path in catalogue_files(ROOT):
        with path.open("rb") as file:
            for message in read_po(file):
                texts = message.string if isinstance(message.string, list | tuple) else [message.string]
                assert not any(set(str(text)) & set('<>&"') for text in texts if message.id), message.id
