"""The HTTP side: /v1/traces takes spans, everything else shows them, under the policy of contents of the dashboard."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from deploy.local.traces.spans import spans_of
from deploy.local.traces.store import SpanStore
from deploy.local.traces.waterfall import WIDTH, waterfall
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gateway.dashboard.assets import STATIC, Assets, load_assets
from gateway.dashboard.pages import CONTENT_SECURITY_POLICY

_MOST_BYTES: Final = 16 * 1024 * 1024
_HERE: Final = Path(__file__).parent
_HEADERS: Final = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "X-Content-Type-Options": "nosniff"}


def traces_app(store: SpanStore) -> Starlette:
    """Return the application that fills and shows a store."""
    assets = load_assets()
    pages = _environment(assets)

    async def on_spans(request: Request) -> Response:
        if int(request.headers.get("content-length", "0")) > _MOST_BYTES:
            return JSONResponse({"error": "too large"}, status_code=413)
        try:
            spans = spans_of(await request.body())
        except ValueError:
            return JSONResponse({"error": "not an export of spans"}, status_code=400)
        await run_in_threadpool(store.add, spans)
        return Response(b"", media_type="application/x-protobuf")

    def on_list(request: Request) -> Response:
        wanted, only_errors = request.query_params.get("q", "").strip(), "errors" in request.query_params
        traces = store.traces(wanted, only_errors=only_errors)
        return _page(pages, "list.html", {"traces": traces, "wanted": wanted, "only_errors": only_errors})

    def on_trace(request: Request) -> Response:
        trace_id = request.path_params["trace_id"].lower()
        bars = waterfall(store.spans(trace_id))
        values = {"trace_id": trace_id, "bars": bars, "width": WIDTH}
        return _page(pages, "trace.html", values, status=200 if bars else 404)

    def on_asset(request: Request) -> Response:
        return _asset(assets, request.path_params["name"])

    return Starlette(
        routes=[
            Route("/v1/traces", on_spans, methods=["POST"]),
            Route("/health/ready", _on_ready),
            Route("/", on_list),
            Route("/traces/{trace_id}", on_trace),
            Route("/traces.css", _on_style),
            Route(f"{STATIC}/{{name}}", on_asset),
        ]
    )


def _on_ready(_request: Request) -> Response:
    return JSONResponse({"status": "ready"})


def _on_style(_request: Request) -> Response:
    return Response((_HERE / "traces.css").read_text(encoding="utf-8"), media_type="text/css")


def _environment(assets: Assets) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.globals["asset"] = assets.url  # pyright: ignore[reportArgumentType] - the stubs know the built-in ones only
    made.filters |= {"moment": _moment, "duration": _duration}
    return made


def _moment(ns: int) -> str:
    return f"{datetime.fromtimestamp(ns // 1_000_000_000, UTC):%Y-%m-%d %H:%M:%S}.{ns // 1_000_000 % 1000:03}"


def _duration(ms: float) -> str:
    return f"{ms / 1000:.2f} s" if ms >= 1000 else f"{ms:.1f} ms" if ms >= 1 else f"{ms * 1000:.0f} µs"


def _page(pages: Environment, template: str, values: Mapping[str, object], *, status: int = 200) -> Response:
    text = pages.get_template(template).render(values)
    return Response(text, status_code=status, media_type="text/html", headers=_HEADERS)


def _asset(assets: Assets, name: str) -> Response:
    asset = assets.by_name.get(name)
    if asset is None:
        return Response(status_code=404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(asset.content, media_type=asset.media_type, headers=headers)
