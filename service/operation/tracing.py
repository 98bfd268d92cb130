"""Traces by OpenTelemetry, when an operator names where they go; nothing is sent otherwise.

Spans hold method, route, status and ids. Not the address with its query, nor anything of a text. FastAPI has traces of
its own, which hold both, and logs of exceptions with their messages: they are switched off by `OFF`.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from fastapi.telemetry import TelemetryConfig

from service.operation.errors import TracingMissing

OFF = TelemetryConfig(tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False)
Attribute = str | int | float | bool


class Span(Protocol):
    """One piece of a trace."""

    def set_attribute(self, key: str, value: Attribute, /) -> None:
        """Note a fact."""


class Tracing(Protocol):
    """Makes spans."""

    def span(self, name: str, *, parent: Mapping[str, str] | None = None) -> AbstractContextManager[Span]:
        """A span around a piece of work; `parent` holds the caller's headers."""

    def close(self) -> None:
        """Send what is left."""


class NoTracing:
    """Makes spans that go nowhere."""

    @contextmanager
    def span(self, name: str, *, parent: Mapping[str, str] | None = None) -> Iterator["NoTracing"]:
        """Do nothing around the work."""
        yield self

    def set_attribute(self, key: str, value: Attribute, /) -> None:
        """Forget it."""

    def close(self) -> None:
        """Nothing is left."""


class Telemetry:
    """Makes spans with OpenTelemetry."""

    def __init__(self, provider: Any) -> None:
        """`provider`: a `opentelemetry.sdk.trace.TracerProvider`."""
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._tracer = provider.get_tracer("kasip")
        self._propagator = TraceContextTextMapPropagator()

    @contextmanager
    def span(self, name: str, *, parent: Mapping[str, str] | None = None) -> Iterator[Span]:
        """A span; an exception marks it as failed, by its type and without its message, which may quote a text."""
        from opentelemetry.trace import StatusCode

        context = self._propagator.extract(parent) if parent else None
        with self._tracer.start_as_current_span(
            name, context=context, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except BaseException as exc:
                span.set_status(StatusCode.ERROR)
                span.set_attribute("error.type", type(exc).__name__)
                raise

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


def open_tracing(endpoint: str | None) -> Tracing:
    """Traces to an OTLP address, or none. Raises TracingMissing when the extra is not installed."""
    if endpoint is None:
        return NoTracing()
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as exc:
        raise TracingMissing(
            "KASIP_OTLP_ENDPOINT is set, but OpenTelemetry is not installed. Run `pip install 'kasip[telemetry]'`."
        ) from exc
    provider = TracerProvider(resource=Resource.create({"service.name": "kasip"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    return Telemetry(provider)
