"""`convex doctor`: whether the installation is well, and what to do where it is not."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Final

from gateway.operator.checks.archive import check_archive
from gateway.operator.checks.broker import check_broker
from gateway.operator.checks.database import check_database
from gateway.operator.checks.finding import Finding, Status
from gateway.operator.checks.management import check_management
from gateway.operator.checks.partitions import check_partitions
from gateway.operator.checks.replica import check_replica
from gateway.operator.checks.surroundings import check_surroundings
from gateway.operator.checks.work import check_work
from gateway.operator.commands.options import JSON
from gateway.operator.failures import ExitCode, OperatorError
from gateway.operator.reach import Reach, run

_STYLES: Final[dict[Status, str]] = {"ok": "green", "warn": "yellow", "fail": "red"}
_CHECK_S: Final = 30.0


def doctor(*, as_json: JSON = False) -> None:
    """Check settings, database, broker, work and storage; each line says what to do. Ends with 1 when one fails."""
    run(_examine, as_json=as_json)


async def _examine(reach: Reach) -> ExitCode:
    findings = check_surroundings(os.environ)
    for name, check in (("database", _database), ("broker", _broker), ("archive", _archive)):
        findings += await _bounded(name, check, reach)
    fails = sum(finding.status == "fail" for finding in findings)
    warns = sum(finding.status == "warn" for finding in findings)
    if reach.out.as_json:
        items = [
            {"check": found.check, "status": found.status, "sentence": found.sentence, "remedy": found.remedy or None}
            for found in findings
        ]
        reach.out.document({"items": items, "failures": fails, "warnings": warns})
    else:
        _print(reach, findings)
        reach.out.say(f"{len(findings)} checks, {warns} warnings, {fails} failures.")
    return ExitCode.BAD_NEWS if fails else ExitCode.DONE


async def _bounded(name: str, check: Callable[[Reach], Awaitable[list[Finding]]], reach: Reach) -> list[Finding]:
    try:
        async with asyncio.timeout(_CHECK_S):
            return await check(reach)
    except OperatorError as error:
        return [Finding(name, "fail", error.sentence, error.remedy)]
    except TimeoutError:
        return [Finding(name, "fail", f"It gave no answer within {_CHECK_S:g} s.", "Look at its own log and load.")]


async def _database(reach: Reach) -> list[Finding]:
    async with reach.database() as pool:
        found = await check_database(pool, reach.settings.migrations_dir)
        replica = reach.settings.database_replica_url
        found += await check_replica(pool, replica.get_secret_value() if replica else None)
        return [*found, *await check_partitions(pool), *await check_work(pool)]


async def _broker(reach: Reach) -> list[Finding]:
    management = reach.settings.rabbitmq_management_url
    async with reach.broker() as connection:
        found = [Finding("broker", "ok", "RabbitMQ answers."), *await check_broker(connection)]
    url = management.get_secret_value() if management else None
    return [*found, *await check_management(url, reach.settings.amqp_url.get_secret_value())]


async def _archive(_: Reach) -> list[Finding]:
    return await check_archive()


def _print(reach: Reach, findings: list[Finding]) -> None:
    width = max(len(finding.check) for finding in findings)
    for finding in findings:
        reach.out.say(
            f"{finding.status:<5} {finding.check:<{width}}  {finding.sentence}", style=_STYLES[finding.status]
        )
        if finding.remedy:
            reach.out.say(f"{'':<{width + 8}}{finding.remedy}")
