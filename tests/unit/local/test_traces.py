"""The viewer of traces keeps what it is sent, forgets the oldest, and shows whatever names there are."""

import gzip
from collections.abc import Sequence

import httpx
import pytest
from deploy.local.traces.app import traces_app
from deploy.local.traces.spans import ReceivedSpan, spans_of
from deploy.local.traces.store import SpanStore
from deploy.local.traces.waterfall import waterfall
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult

_HOSTILE = '<script>alert(1)</script> & "quotes"'


class _Encoding(SpanExporter):
    """Encodes as the exporter of the services does, and keeps the bodies."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        self.bodies.append(encode_spans(spans).SerializeToString())
        return SpanExportResult.SUCCESS


@pytest.fixture(scope="module")
def exported() -> list[bytes]:
    """Return a request with a child that fails, as two exports."""
    kept = _Encoding()
    provider = TracerProvider(resource=Resource.create({"service.name": "gateway"}))
    provider.add_span_processor(SimpleSpanProcessor(kept))
    tracer = provider.get_tracer("test")
    with (
        tracer.start_as_current_span("POST /api/convex/generate-strategy", attributes={"convex.job.id": _HOSTILE}),
        pytest.raises(ValueError, match="broken"),
        tracer.start_as_current_span("INSERT"),
    ):
        raise ValueError("broken")
    return kept.bodies


@pytest.fixture
async def client() -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(traces_app(SpanStore(":memory:"))), base_url="http://traces")


def _span(number: int, *, parent: str = "", begins: int = 0, ends: int = 10, service: str = "s") -> ReceivedSpan:
    return ReceivedSpan(service, f"span {number}", "", "t", str(number), parent, {}, begins, ends, "")


async def test_what_a_service_exports_is_shown_as_a_waterfall(client: httpx.AsyncClient, exported: list[bytes]) -> None:
    assert (await client.post("/v1/traces", content=exported[0])).status_code == 200
    assert (await client.post("/v1/traces", content=gzip.compress(exported[1]))).status_code == 200
    trace_id = spans_of(exported[0])[0].trace_id
    listed = await client.get("/")
    assert f'href="/traces/{trace_id}"' in listed.text
    assert "POST /api/convex/generate-strategy" in listed.text
    shown = await client.get(f"/traces/{trace_id}")
    assert shown.text.index("POST /api/convex/generate-strategy") < shown.text.index("INSERT")
    assert "ValueError: broken" in shown.text
    assert "<script>" not in shown.text
    assert "alert(1)" in shown.text
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert "style=" not in shown.text


async def test_traces_are_found_by_name_by_id_and_by_error(client: httpx.AsyncClient, exported: list[bytes]) -> None:
    for body in exported:
        await client.post("/v1/traces", content=body)
    trace_id = spans_of(exported[0])[0].trace_id
    for query in ("?q=GENERATE", f"?q={trace_id}", "?errors=1"):
        assert trace_id in (await client.get(f"/{query}")).text
    assert "No trace here is like that" in (await client.get("/?q=elsewhere")).text
    assert (await client.get("/traces/none")).status_code == 404


async def test_what_is_no_export_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.post("/v1/traces", content=b"\xff\xff not spans")).status_code == 400
    assert "No spans have come yet" in (await client.get("/")).text


async def test_the_style_of_the_dashboard_and_its_font_are_served(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    for address in [
        part.split('"')[0] for part in page.split('href="')[1:] if part.startswith(("/dashboard", "/traces.css"))
    ]:
        assert (await client.get(address)).status_code == 200
    assert (await client.get("/health/ready")).json() == {"status": "ready"}


def test_the_oldest_spans_go() -> None:
    store = SpanStore(":memory:", most_spans=10)
    store.add([_span(number) for number in range(25)])
    store.add([_span(24)])
    assert [span.span_id for span in store.spans("t")] == [str(number) for number in range(15, 25)]


def test_children_stand_below_their_parents_in_the_order_of_time() -> None:
    spans = [
        _span(3, parent="1", begins=5),
        _span(1, ends=100),
        _span(2, parent="1", begins=2),
        _span(4, parent="gone"),
    ]
    assert [(bar.span.span_id, bar.depth) for bar in waterfall(spans)] == [("1", 0), ("2", 1), ("3", 1), ("4", 0)]


def test_a_bar_lies_where_its_time_does() -> None:
    whole, half = waterfall([_span(1, begins=1000, ends=2000), _span(2, parent="1", begins=1500, ends=2000)])
    assert (whole.x, whole.width, half.x, half.width) == (0, 1000, 500, 500)
    late = waterfall([_span(1, ends=1000), _span(2, parent="1", begins=1000, ends=1000)])[1]
    assert late.x + late.width <= 1000


def test_spans_in_a_circle_are_shown_all_the_same() -> None:
    assert len(waterfall([_span(1, parent="2"), _span(2, parent="1"), _span(3, parent="3")])) == 3
