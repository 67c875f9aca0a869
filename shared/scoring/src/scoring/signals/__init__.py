"""The signals of each dimension: one module a dimension, one function a signal."""
