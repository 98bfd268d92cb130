"""Traces: on when an address is named, and then without anything of a text."""

import sys

import pytest
from fastapi.testclient import TestClient
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.operation.errors import TracingMissing
from service.operation.operation import Operation
from service.operation.tracing import NoTracing, Telemetry, open_tracing
from tests.service.operation.small_app import Engine, app_of

PLANTED = "Айгерим-870412400123"
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Traced:
    """A client of the small app, and the spans that it made."""

    def __init__(self, operation: Operation[Engine]) -> None:
        self.exporter = InMemorySpanExporter()
        provider = TracerProvider(shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        object.__setattr__(operation, "tracing", Telemetry(provider))
        self.client = TestClient(app_of(operation))

    def spans(self) -> dict[str, ReadableSpan]:
        return {span.name: span for span in self.exporter.get_finished_spans()}


@pytest.fixture
def traced(operation: Operation[Engine]) -> Traced:
    return Traced(operation)


def test_request_and_work_are_spans_of_one_trace(traced: Traced) -> None:
    traced.client.post("/work", json={"text": "x"})
    spans = traced.spans()
    assert spans["work"].parent is not None
    assert spans["work"].parent.span_id == spans["request"].context.span_id


def test_span_tells_route_and_status(traced: Traced) -> None:
    answer = traced.client.get("/things/x")
    attributes = traced.spans()["request"].attributes
    assert attributes == {
        "http.request.method": "GET",
        "http.route": "/things/{name}",
        "http.response.status_code": 200,
        "kasip.request_id": answer.headers["X-Request-ID"],
    }


def test_trace_of_the_caller_goes_on(traced: Traced) -> None:
    traced.client.get("/healthz", headers={"traceparent": PARENT})
    assert format(traced.spans()["request"].context.trace_id, "032x") == PARENT.split("-")[1]


def test_spans_hold_nothing_that_a_request_brings(traced: Traced) -> None:
    headers = {"User-Agent": "870412400123", "baggage": "name=870412400123", "tracestate": "name=870412400123"}
    for _ in range(2):
        traced.client.post("/crash", json={"text": PLANTED}, params={"q": PLANTED}, headers=headers)
        traced.client.get(f"/things/{PLANTED}", params={"q": PLANTED}, headers=headers)
    told = "".join(span.to_json() for span in traced.exporter.get_finished_spans())
    assert "870412400123" not in told
    assert "Айгерим" not in told


def test_failed_work_is_marked_by_its_type(traced: Traced, operation: Operation[Engine]) -> None:
    with pytest.raises(ValueError, match="870412400123"), operation.tracing.span("work"):
        raise ValueError(PLANTED)
    span = traced.spans()["work"]
    assert span.attributes == {"error.type": "ValueError"}
    assert not span.status.is_ok
    assert not span.events


def test_without_an_address_nothing_is_traced() -> None:
    assert isinstance(open_tracing(None), NoTracing)


def test_address_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(TracingMissing, match=r"pip install 'kasip\[telemetry\]'"):
        open_tracing("http://127.0.0.1:4318/v1/traces")


def test_address_opens_telemetry() -> None:
    tracing = open_tracing("http://127.0.0.1:9/v1/traces")
    assert isinstance(tracing, Telemetry)
    tracing.close()
