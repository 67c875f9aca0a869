"""Reads words out of text: tokens, stems, keyword matches, terms and readability."""
