"""Turns checks into pillar scores, an overall score, its range, its caps and what each fix would bring."""
