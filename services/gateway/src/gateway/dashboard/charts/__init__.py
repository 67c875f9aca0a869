"""Geometry of charts; templates draw it, so that colours and words stay in style sheets and catalogues."""
