"""The words and type names that checks look for, from `vocabulary.yaml`."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from seo_worker.text.words import folded_words


class Vocabulary(BaseModel):
    """Type names as schema.org writes them, phrases folded; a required field `a|b` is one of several."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article_types: frozenset[str]
    product_types: frozenset[str]
    contact_types: frozenset[str]
    listing_types: frozenset[str]
    organisation_types: frozenset[str]
    required_fields: dict[str, tuple[str, ...]]
    about_words: frozenset[str]
    contact_words: frozenset[str]
    privacy_words: frozenset[str]
    generic_links: dict[str, frozenset[str]]

    def generic_texts(self, language: str | None) -> frozenset[str]:
        """Return the link texts that say nothing in a language; those of all languages when it is unknown."""
        if language in self.generic_links:
            return self.generic_links[language]
        return frozenset[str]().union(*self.generic_links.values())


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary that belongs to this version of the code."""
    raw = yaml.safe_load(files("seo_worker.checks").joinpath("vocabulary.yaml").read_bytes())
    for name in ("about_words", "contact_words", "privacy_words"):
        raw[name] = folded_words(raw[name])
    raw["generic_links"] = {language: folded_words(texts) for language, texts in raw["generic_links"].items()}
    return Vocabulary.model_validate(raw)
