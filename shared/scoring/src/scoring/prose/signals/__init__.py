"""The signals of each dimension read off free text: one module a dimension, one function a signal."""
