""".env.example lists every setting that a service reads, and sets none by being copied."""

import re

import pytest
from deploy.local.envfile import parse
from deploy.local.paths import checkout

from gateway.operator.settings import OperatorSettings
from gateway.settings import GatewaySettings
from roadmap_worker.settings import RoadmapSettings
from seo_worker.settings import SEOSettings
from shared.settings import EnvironmentSettings
from stats_aggregator.settings import StatsSettings
from strategy_worker.settings import StrategySettings

ALL = (GatewaySettings, OperatorSettings, RoadmapSettings, SEOSettings, StatsSettings, StrategySettings)


@pytest.mark.parametrize("settings", ALL)
def test_every_setting_is_listed(settings: type[EnvironmentSettings]) -> None:
    listed = set(re.findall(r"^#([A-Z_]+)=", (checkout() / ".env.example").read_text(), re.MULTILINE))
    assert {name.upper() for name in settings.model_fields} - listed == set()


def test_copying_it_changes_nothing() -> None:
    assert parse((checkout() / ".env.example").read_text()) == {}
