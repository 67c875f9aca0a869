"""`convex maintenance`: no new work for a while."""

from typing import Annotated, Final

import typer

from gateway.operator import maintenance
from gateway.operator.commands.options import JSON
from gateway.operator.failures import ExitCode
from gateway.operator.reach import Reach, run

app = typer.Typer(help="No new work for a while; reading goes on, and what is queued is done.", no_args_is_help=True)
_COLUMNS: Final = {"beganAt": "began", "beganBy": "by", "endedAt": "ended", "endedBy": "by", "message": "message"}
_SHOWN: Final = 10


@app.command("on")
def begin(
    *,
    message: Annotated[str, typer.Option(help="What people read, at most 300 characters: why, and until when.")],
    retry_after: Annotated[int, typer.Option(min=1, max=86_400, help="Seconds after which programs ask again.")] = 300,
    as_json: JSON = False,
) -> None:
    """Take no new work: it is answered with 503 and the message, and pages show it. Every replica knows in 3 s."""
    told = message.strip()
    if not 1 <= len(told) <= 300 or not told.isprintable():
        raise typer.BadParameter("it has 1 to 300 printable characters", param_hint="--message")

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            await maintenance.begin(pool, told, retry_after_s=retry_after, operator=reach.settings.operator)
        return await _show(reach)

    run(work, as_json=as_json)


@app.command("off")
def end(*, as_json: JSON = False) -> None:
    """Take new work again."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            await maintenance.end(pool, operator=reach.settings.operator)
        return await _show(reach)

    run(work, as_json=as_json)


@app.command("status")
def status(*, as_json: JSON = False) -> None:
    """Say whether new work is taken, and list the last times it was not."""
    run(_show, as_json=as_json)


async def _show(reach: Reach) -> ExitCode:
    async with reach.database() as pool:
        periods = await maintenance.list_maintenance(pool, _SHOWN)
    is_on = any(period.ended_at is None for period in periods)
    rows = [
        {
            "message": period.message,
            "retryAfterS": period.retry_after_s,
            "beganAt": period.began_at,
            "beganBy": period.began_by,
            "endedAt": period.ended_at,
            "endedBy": period.ended_by,
        }
        for period in periods
    ]
    if reach.out.as_json:
        reach.out.document({"isOn": is_on, "items": rows})
    else:
        reach.out.say("No new work is taken." if is_on else "New work is taken.", style="yellow" if is_on else "green")
        reach.out.rows(rows, _COLUMNS, empty="It was never otherwise.")
    return ExitCode.DONE
