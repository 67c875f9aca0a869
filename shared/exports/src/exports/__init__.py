"""A strategy as a document to hand over: one model of its blocks, four renderings."""
