"""Files that pages load are what they were made as, and none is fetched from elsewhere."""

import gzip
import hashlib
import json
import re
from pathlib import Path

from gateway.dashboard import assets
from gateway.dashboard.assets import load_assets

STATIC = Path(assets.__file__).parent / "static"
VENDOR = STATIC / "vendor"


def test_what_others_made_is_byte_for_byte_what_they_made() -> None:
    listed = json.loads((VENDOR / "VENDOR.json").read_text())
    for name, entry in listed.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == entry["sha256"], name
        assert (VENDOR / entry["licenseFile"]).stat().st_size > 200, name
    there = {path.name for path in VENDOR.iterdir()}
    assert there == {"VENDOR.json", *listed, *(entry["licenseFile"] for entry in listed.values())}


def test_the_address_of_a_file_changes_with_its_content() -> None:
    loaded = load_assets()
    for name, hashed in loaded.names.items():
        content = loaded.by_name[hashed].content
        assert hashlib.sha256(content).hexdigest()[:12] in hashed
        assert loaded.url(name) == f"/dashboard/convex/static/{hashed}"


def test_a_style_sheet_names_the_font_by_its_hash() -> None:
    loaded = load_assets()
    css = loaded.by_name[loaded.names["dashboard.css"]].content.decode()
    assert f'url("{loaded.names["inter-latin-wght-normal.woff2"]}")' in css
    assert '"./' not in css


def test_text_is_compressed_and_a_font_is_not_compressed_again() -> None:
    loaded = load_assets()
    script = loaded.by_name[loaded.names["htmx.min.js"]]
    assert script.compressed is not None
    assert gzip.decompress(script.compressed) == script.content
    assert loaded.by_name[loaded.names["inter-latin-wght-normal.woff2"]].compressed is None


def test_our_own_files_load_nothing_from_elsewhere() -> None:
    for path in [*STATIC.glob("*.css"), *STATIC.glob("*.js")]:
        assert not re.search(r"https?://|@import|eval\(|innerHTML", path.read_text()), path.name
