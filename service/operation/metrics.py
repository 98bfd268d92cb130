"""Numbers for Prometheus: how the service does, never what it reads.

Each process counts for itself. With several workers `PROMETHEUS_MULTIPROC_DIR` names a folder where all of them keep
their numbers, and whichever is asked adds them up.
"""

import os
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector

from models import lemmas, wording

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
LATENCIES_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1)


class CacheInfo(Protocol):
    """How often a cache was asked."""

    @property
    def hits(self) -> int:
        """With success."""

    @property
    def misses(self) -> int:
        """Without."""


CACHES: Mapping[str, Callable[[], CacheInfo]] = {
    "russian_words": lemmas.is_russian_word.cache_info,
    "kazakh_words": wording.is_kazakh_word.cache_info,
    "only_russian_words": wording.is_only_russian_word.cache_info,
}


class Metrics:
    """All numbers of one process, in a registry of their own. It is the gate's meter as well."""

    def __init__(self, caches: Mapping[str, Callable[[], CacheInfo]] = CACHES) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each, that says when it began
        self.registry = CollectorRegistry()
        if FOLDER not in os.environ:
            ProcessCollector(registry=self.registry)
        self._add_requests()
        self._add_gate()
        self._add_answers()
        self._caches = caches
        self._seen = dict.fromkeys(caches, (0, 0))

    def _add_requests(self) -> None:
        own = self.registry
        self.requests = Counter("kasip_requests", "Requests answered", ["method", "route", "status"], registry=own)
        self.seconds = Histogram(
            "kasip_request_seconds", "From head to last byte", ["method", "route"], buckets=LATENCIES_S, registry=own
        )

    def _add_gate(self) -> None:
        own = self.registry
        self.waiting = Gauge("kasip_waiting", "Texts in line", multiprocess_mode="livesum", registry=own)
        self.running = Gauge("kasip_running", "Texts being matched", multiprocess_mode="livesum", registry=own)
        self.refusals = Counter("kasip_refused", "Turned away at the gate", ["reason"], registry=own)
        self.waited = Histogram("kasip_wait_seconds", "In line", buckets=LATENCIES_S, registry=own)
        self.ran = Histogram("kasip_match_seconds", "Being matched", buckets=LATENCIES_S, registry=own)

    def _add_answers(self) -> None:
        own = self.registry
        labels = ["status", "kind", "language"]
        self.answers = Counter("kasip_answers", "Match results", labels, registry=own)
        self.confidence = Histogram(
            "kasip_confidence", "Of the first profession", ["status"], buckets=SHARES, registry=own
        )
        self.cache_requests = Counter("kasip_cache_requests", "Words looked up", ["cache", "outcome"], registry=own)
        self.index = Gauge(
            "kasip_index", "1 for the index served", ["version"], multiprocess_mode="livemax", registry=own
        )
        self.switches = Counter("kasip_index_switches", "Reloads", ["outcome"], registry=own)

    def request(self, *, method: str, route: str, status: int, took_s: float) -> None:
        """One request was answered."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(took_s)

    def answer(self, result: Mapping[str, Any]) -> None:
        """One match result was given, in the form of the API."""
        self.answers.labels(result["status"], result["kind"], result["language"]).inc()
        if result["professions"]:
            self.confidence.labels(result["status"]).observe(result["professions"][0]["confidence"])
        self._count_caches()

    def serving(self, version: str, *, before: str | None = None) -> None:
        """Another index is served from now on."""
        if before is not None:
            self.index.labels(before).set(0)
        self.index.labels(version).set(1)

    def line(self, *, waiting: int, running: int) -> None:
        """How many texts wait and are matched now."""
        self.waiting.set(waiting)
        self.running.set(running)

    def turn(self, *, waited_s: float, ran_s: float) -> None:
        """One text was matched."""
        self.waited.observe(waited_s)
        self.ran.observe(ran_s)

    def refused(self, reason: str) -> None:
        """A request was turned away at the gate."""
        self.refusals.labels(reason).inc()

    def exposition(self) -> tuple[bytes, str]:
        """All numbers as Prometheus reads them, and their media type."""
        registry = self.registry
        if FOLDER in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4

    def _count_caches(self) -> None:
        for name, info in self._caches.items():
            now = info()
            hits, misses = self._seen[name]
            self.cache_requests.labels(name, "hit").inc(max(0, now.hits - hits))
            self.cache_requests.labels(name, "miss").inc(max(0, now.misses - misses))
            self._seen[name] = now.hits, now.misses
