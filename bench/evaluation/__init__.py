"""The evaluation of the scorer: labelled texts, attacks, unsafe and harmless sentences, and the report on them."""
