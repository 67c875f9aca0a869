"""Prometheus and Alertmanager as an installation has them, for services on ports of a test and with a faster clock."""

import asyncio
import json
import os
import re
import signal
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import yaml
from deploy.monitoring.clock import Clock, seconds
from deploy.monitoring.files import rule_files

from shared.db.migrate import open_roles
from support.backends import ROOT, stack_environment
from support.receivers import Receivers
from support.services import Running, free_port

# An hour in a minute.
SPEED: Final = 60
_ROLE: Final = "app_monitor"
_PASSWORD: Final = "monitor-of-tests"


@dataclass(frozen=True, slots=True)
class Monitors:
    """Where they answer, and their processes."""

    prometheus: str
    alertmanager: str
    processes: Mapping[str, asyncio.subprocess.Process]

    @contextmanager
    def halted(self, name: str) -> Generator[None]:
        """Let one of them do nothing while the block runs."""
        process = self.processes[name]
        process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            process.send_signal(signal.SIGCONT)

    async def query(self, expression: str) -> list[dict[str, Any]]:
        """Return the series of an expression, as it is now."""
        async with httpx.AsyncClient(base_url=self.prometheus) as client:
            answer = await client.get("/api/v1/query", params={"query": expression})
            return answer.raise_for_status().json()["data"]["result"]

    async def wait(self, expression: str, *, within_s: float = 60) -> list[dict[str, Any]]:
        """Return the series of an expression, once it has some."""
        try:
            async with asyncio.timeout(within_s):
                while not (found := await self.query(expression)):
                    await asyncio.sleep(0.2)
        except TimeoutError:
            raise AssertionError(f"{expression} had no series; firing: {await self.query('ALERTS')}") from None
        return found

    async def target_errors(self) -> dict[str, str]:
        """Return what keeps targets from being scraped, by job."""
        async with httpx.AsyncClient(base_url=self.prometheus) as client:
            targets = (await client.get("/api/v1/targets")).json()["data"]["activeTargets"]
        return {each["labels"]["job"]: each["lastError"] for each in targets if each["health"] != "up"}


def rabbitmq_metrics() -> str:
    """Return host and port of RabbitMQ's metrics; those of the native stack are in its table of ports."""
    told = stack_environment().get("RABBITMQ_METRICS_URL")
    if told:
        return urlsplit(told).netloc
    return f"127.0.0.1:{json.loads((ROOT / '.state/test/ports.json').read_text())['rabbitmq_metrics']}"


@asynccontextmanager
async def monitoring(
    system: Running, receivers: Receivers, folder: Path, *, secure_url: str
) -> AsyncGenerator[Monitors, None]:
    """Watch services while the block runs, with every exporter that the scrape configuration names.

    `secure_url` is probed beside the gateway, for its certificate.
    """
    places = {
        name: f"127.0.0.1:{free_port()}" for name in ("prometheus", "alertmanager", "postgres", "node", "blackbox")
    }
    _write(folder, system, places, secure_url)
    # The role is everybody's on this server, so its password is the same in each test.
    await open_roles(system.backends.owner_url, {_ROLE: _PASSWORD})
    processes: dict[str, asyncio.subprocess.Process] = {}
    async with AsyncExitStack() as stack:
        for name, command, more in (
            ("postgres", ["prometheus-postgres-exporter", f"--web.listen-address={places['postgres']}"], _to(system)),
            ("node", await _node(folder, places), {}),
            ("blackbox", _blackbox(folder, places), {}),
            ("alertmanager", await _alertmanager(folder, receivers, places), {}),
            ("prometheus", _prometheus(folder, places), {}),
        ):
            processes[name] = await stack.enter_async_context(_process(folder / f"{name}.log", command, more))
        found = Monitors(f"http://{places['prometheus']}", f"http://{places['alertmanager']}", processes)
        await _ready(found, folder)
        yield found


def _write(folder: Path, system: Running, places: Mapping[str, str], secure_url: str) -> None:
    (folder / "rules").mkdir(parents=True)
    for name, text in rule_files(Clock(SPEED)).items():
        (folder / "rules" / name).write_text(text)
    config = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())
    (probes,) = (job for job in config["scrape_configs"] if job["job_name"] == "probes")
    probes["static_configs"][0]["targets"].append(secure_url)
    config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    text = json.dumps(config).replace('"60s"', '"1s"').replace('["/"]', json.dumps([system.backends.vhost]))
    for name, service in system.services.items():
        text = re.sub(rf"\b{name}:30\d\d\b", f"127.0.0.1:{service.port}", text)
    for was, now in (
        ("rabbitmq:15692", rabbitmq_metrics()),
        ("postgres-exporter:9187", places["postgres"]),
        ("node-exporter:9100", places["node"]),
        ("blackbox-exporter:9115", places["blackbox"]),
        ("localhost:9090", places["prometheus"]),
        ("alertmanager:9093", places["alertmanager"]),
    ):
        text = text.replace(was, now)
    (folder / "prometheus.yml").write_text(text)


def _to(system: Running) -> dict[str, str]:
    place = urlsplit(system.backends.admin_url)
    address = f"{_ROLE}:{_PASSWORD}@{place.hostname}:{place.port}{place.path}"
    return {"DATA_SOURCE_NAME": f"postgresql://{address}?sslmode=disable"}


def _blackbox(folder: Path, places: Mapping[str, str]) -> list[str]:
    """Let it take a certificate that signs itself, which is all there is on this machine."""
    module = {"prober": "http", "http": {"tls_config": {"insecure_skip_verify": True}}}
    config = folder / "blackbox.yml"
    config.write_text(json.dumps({"modules": {"http_2xx": module}}))
    return ["prometheus-blackbox-exporter", f"--config.file={config}", f"--web.listen-address={places['blackbox']}"]


async def _node(folder: Path, places: Mapping[str, str]) -> list[str]:
    """Let it tell of a repository in which there is no backup yet."""
    told, repository = folder / "told", folder / "repository"
    told.mkdir()
    repository.mkdir()
    report = [ROOT / "deploy/backup/report.sh", told / "convex_backup.prom", f"--repo1-path={repository}"]
    asked = await asyncio.create_subprocess_exec(*report, "--config=/dev/null", "--log-level-file=off")
    assert await asked.wait() == 0
    address = f"--web.listen-address={places['node']}"
    return ["prometheus-node-exporter", address, f"--collector.textfile.directory={told}"]


def _prometheus(folder: Path, places: Mapping[str, str]) -> list[str]:
    return [
        "prometheus",
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'series'}",
        f"--web.listen-address={places['prometheus']}",
        # How long an alert lives that Prometheus tells of no longer is four times this.
        f"--rules.alert.resend-delay={60 * 1000 // SPEED}ms",
        "--log.level=warn",
    ]


async def _alertmanager(folder: Path, receivers: Receivers, places: Mapping[str, str]) -> list[str]:
    """Let its own start script write the configuration, and shorten the durations in it."""
    secrets = folder / "secrets"
    secrets.mkdir()
    (secrets / "slack_webhook_url").write_text(f"{receivers.url}/slack")
    (secrets / "pagerduty_routing_key").write_text("a" * 32)
    (secrets / "heartbeat_url").write_text(f"{receivers.url}/ping/0c9d\n")
    variables = {
        "CONVEX_ALERT_SECRETS": str(secrets),
        "CONVEX_ALERT_PAGERDUTY_URL": f"{receivers.url}/pagerduty",
        "CONVEX_ALERT_EMAIL_TO": "oncall@example.com",
        "CONVEX_ALERT_SMTP_HOST": receivers.smtp,
        "CONVEX_ALERT_SMTP_TLS": "false",
    }
    file = folder / "alertmanager.yml"
    script = str(ROOT / "deploy/alertmanager/start.sh")
    written = await asyncio.create_subprocess_exec(script, str(file), env=dict(os.environ) | variables)
    assert await written.wait() == 0
    waits = re.compile(r"(group_wait|group_interval|repeat_interval): (\d+[smhd])")
    faster = waits.sub(lambda found: f"{found[1]}: {seconds(found[2]) * 1000 // SPEED}ms", file.read_text())
    file.write_text(faster)
    return [
        "prometheus-alertmanager",
        f"--config.file={file}",
        f"--storage.path={folder / 'alertmanager'}",
        f"--web.listen-address={places['alertmanager']}",
        "--cluster.listen-address=",
    ]


@asynccontextmanager
async def _process(
    log: Path, command: list[str], variables: Mapping[str, str]
) -> AsyncGenerator[asyncio.subprocess.Process, None]:
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *command, env=dict(os.environ) | dict(variables), stdout=output, stderr=output
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def _ready(monitors: Monitors, folder: Path) -> None:
    try:
        async with asyncio.timeout(60), httpx.AsyncClient() as client:
            for url in (monitors.alertmanager, monitors.prometheus):
                while not await _answers(client, f"{url}/-/ready"):
                    await asyncio.sleep(0.1)
            while await monitors.target_errors() or not await monitors.query("up"):
                await asyncio.sleep(0.2)
    except TimeoutError:
        logs = "\n".join(f"{path.name}: {path.read_text()[-800:]}" for path in folder.glob("*.log"))
        raise AssertionError(logs) from None


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url, timeout=2)).status_code == 200
    except httpx.HTTPError:
        return False
