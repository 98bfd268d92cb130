"""Errors of this package that an operator is told; each message says what, why and what to do."""


class OperationError(Exception):
    """The service can't be run as it was asked to."""


class TracingMissing(OperationError):
    """Traces are wanted, and OpenTelemetry is not installed."""
