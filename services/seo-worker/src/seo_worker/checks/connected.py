"""Rules as they read once a source is connected; a rule set made of them says so by another digest."""

import hashlib
from collections.abc import Set
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from seo_worker.checks.rules import Rule, Ruleset
from seo_worker.providers.answers import SourceName


def with_sources(ruleset: Ruleset, connected: Set[SourceName]) -> Ruleset:
    """Return the rule set for these sources; the very same one when none of them answers a check."""
    changes = {name: entry["rule"] for name, entry in _entries().items() if entry["source"] in connected}
    if not changes:
        return ruleset
    rules = {name: _changed(rule, changes.get(name, {})) for name, rule in ruleset.rules.items()}
    digest = hashlib.sha256(ruleset.digest.encode() + _content() + repr(sorted(changes)).encode()).hexdigest()[:12]
    return ruleset.model_copy(update={"rules": rules, "digest": digest})


def _changed(rule: Rule, changes: dict[str, Any]) -> Rule:
    return Rule.model_validate({**rule.model_dump(), **changes}) if changes else rule


@cache
def _content() -> bytes:
    return files("seo_worker.checks").joinpath("connected.yaml").read_bytes()


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return yaml.safe_load(_content())
