"""Settings of operation: every one is an environment variable `KASIP_…`."""

from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class OperationSettings(BaseSettings):
    """What an operator can set; the defaults suit one machine with two cores."""

    model_config = SettingsConfigDict(env_prefix="KASIP_", frozen=True)

    concurrency: int = Field(1, ge=1)
    """Texts that one process matches at a time. More than one only pays where another program holds the cores."""
    queue: int = Field(16, ge=0)
    """Requests that wait for their turn; one more gets 429."""
    deadline_s: float = Field(10, gt=0)
    """Seconds that a request may wait and be matched."""
    body_s: float = Field(20, gt=0)
    """Seconds in which the body of a request must have come; else 408."""
    head_s: float = Field(10, gt=0)
    """Seconds in which the head of a request must have come; else the connection is closed."""
    connections: int = Field(1000, ge=1)
    """Open connections of one process; more are closed at once."""
    drain_s: float = Field(5, ge=0)
    """Seconds between SIGTERM and the end of listening: time for a balancer to see that readiness is gone."""
    cors_origins: tuple[str, ...] = ()
    """Origins of other pages that may call the API from a browser, as a JSON list; none by default."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Lowest level that is logged."""
    otlp_endpoint: str | None = None
    """Address that traces are sent to (OTLP over HTTP, `…/v1/traces`); none by default. Needs the extra `telemetry`."""
