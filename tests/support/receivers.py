"""Who is told of alerts, on this machine: what Slack, PagerDuty, a mail server and a heartbeat's are sent, in order."""

import asyncio
import email
import email.policy
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

Channel = Literal["slack", "pagerduty", "email"]


@dataclass(frozen=True, slots=True)
class Told:
    """One message: its title, its text, and what PagerDuty is asked to do with the incident of this key."""

    channel: Channel
    title: str
    text: str
    action: str = ""
    key: str = ""


@dataclass(slots=True)
class Receivers:
    """Where they listen, and what has arrived; of a heartbeat the names of the alerts in it."""

    url: str
    smtp: str
    messages: list[Told] = field(default_factory=list[Told])
    heartbeats: list[str] = field(default_factory=list[str])

    def of(self, alert: str) -> list[Told]:
        """Return what was told of an alert."""
        return [message for message in self.messages if f"] {alert}: " in message.title]

    async def wait(self, alert: str, *, over: bool, channels: set[Channel], within_s: float = 60) -> list[Told]:
        """Return what was told of an alert, once each channel has heard that it began, or that it is over."""
        try:
            async with asyncio.timeout(within_s):
                while not channels <= {m.channel for m in self.of(alert) if m.title.startswith("[OVER]") == over}:
                    await asyncio.sleep(0.2)
        except TimeoutError:
            raise AssertionError(f"{alert} over={over}: {[(m.channel, m.title) for m in self.messages]}") from None
        return self.of(alert)


@asynccontextmanager
async def receiving() -> AsyncGenerator[Receivers, None]:
    """Listen while the block runs."""
    told: list[Told] = []
    heartbeats: list[str] = []

    async def slack(request: web.Request) -> web.Response:
        attachment = (await request.json())["attachments"][0]
        told.append(Told("slack", attachment["title"], attachment["text"]))
        return web.Response(text="ok")

    async def pagerduty(request: web.Request) -> web.Response:
        event = await request.json()
        payload = event.get("payload", {})
        text = payload.get("custom_details", {}).get("what", "")
        told.append(Told("pagerduty", payload.get("summary", ""), text, event["event_action"], event["dedup_key"]))
        return web.json_response({"status": "success"}, status=202)

    async def heartbeat(request: web.Request) -> web.Response:
        sent = await request.json()
        assert sent["status"] == "firing"
        heartbeats.extend(alert["labels"]["alertname"] for alert in sent["alerts"])
        return web.Response(text="OK")

    app = web.Application()
    app.add_routes([web.post("/slack", slack), web.post("/pagerduty", pagerduty), web.post("/ping/0c9d", heartbeat)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    mail = await asyncio.start_server(lambda reader, writer: _take_mail(reader, writer, told), "127.0.0.1", 0)
    try:
        port = int(mail.sockets[0].getsockname()[1])
        yield Receivers(f"http://127.0.0.1:{runner.addresses[0][1]}", f"127.0.0.1:{port}", told, heartbeats)
    finally:
        mail.close()
        await runner.cleanup()


async def _take_mail(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, told: list[Told]) -> None:
    """Speak as much SMTP as a client needs to hand over its letters."""
    writer.write(b"220 mail.test\r\n")
    while line := await reader.readline():
        match line.split()[:1]:
            case [b"DATA"]:
                writer.write(b"354 go on\r\n")
                told.append(_read_mail(await reader.readuntil(b"\r\n.\r\n")))
                writer.write(b"250 ok\r\n")
            case [b"QUIT"]:
                writer.write(b"221 bye\r\n")
                break
            case _:
                writer.write(b"250 mail.test\r\n")
        await writer.drain()
    writer.close()


def _read_mail(data: bytes) -> Told:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return Told("email", str(message["Subject"]), str(body.get_content()))
