"""Texts of a language model against what they may rest on: the brief and the planned document."""
