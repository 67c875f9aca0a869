"""A workspace in which everything that people, pages or models can write is hostile."""

import json
from collections.abc import Sequence
from typing import Any

import asyncpg

from support.audits import example, told
from support.backends import Backends
from support.scene import Scene, make_scene

_SHORT = (
    "UPDATE app.users SET display_name = $1",
    "UPDATE app.workspaces SET name = $1",
    "UPDATE app.api_keys SET name = $1",
    "UPDATE app.strategies SET title = $1, business_name = $1",
    "UPDATE app.audits SET primary_keyword = $1",
    "UPDATE app.roadmaps SET template_name = $1",
    "UPDATE app.jobs SET request = json_build_object('businessName', $1::text, 'primaryKeyword', $1::text)",
)
_ERROR = """
UPDATE app.jobs SET error = json_build_object('code', 'x', 'title', $1::text, 'detail', $1::text)
WHERE status = 'failed'
"""
_TOLD = "UPDATE app.job_events SET data = $1::json WHERE type = 'section.completed'"
_SECTIONS = "UPDATE app.strategy_versions SET sections = $1"
_AUDITS = "UPDATE app.audits SET result = $1"
_ROADMAPS = """
UPDATE app.roadmaps SET
  result = replace(replace(result::text, $1, to_json($3::text)::text), $2, to_json($3::text)::text)::json
"""


async def make_hostile_scene(backends: Backends, texts: Sequence[str]) -> Scene:
    """Make a scene whose names are these texts, one each, and whose longer texts are all of them at once."""
    scene = await make_scene(backends, strategies=3)
    every = "".join(texts)
    body = f"{every}\n\n- {every}\n\n> {every}"
    section = {"id": "x", "title": every, "body": body, "source": "edited"}
    connection: Any = await asyncpg.connect(backends.owner_url)
    try:
        for number, statement in enumerate(_SHORT):
            await connection.execute(statement, texts[number % len(texts)])
        await connection.execute(_ERROR, every)
        await connection.execute(_TOLD, json.dumps(section))
        await connection.execute(_SECTIONS, json.dumps([section]))
        await connection.execute(_AUDITS, json.dumps(told(example(), every)))
        made = json.loads(await connection.fetchval("SELECT result::text FROM app.roadmaps LIMIT 1"))
        task = made["milestones"][0]["tasks"][0]
        await connection.execute(_ROADMAPS, json.dumps(task["title"]), json.dumps(task["deliverable"]), every)
    finally:
        await connection.close()
    return scene
