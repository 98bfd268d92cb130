"""Numbers for Prometheus."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from service.operation.metrics import FOLDER, CacheInfo, Metrics
from service.settings import PROJECT
from tests.service.operation.small_app import VERSION

RESULT: Mapping[str, Any] = {
    "status": "matched",
    "kind": "cv",
    "language": "ru",
    "professions": [{"confidence": 0.97}, {"confidence": 0.1}],
}


@dataclass
class Cache:
    """A cache's counts."""

    hits: int = 0
    misses: int = 0


def numbers(text: str) -> dict[str, float]:
    """Every sample by its name and labels, as Prometheus reads them."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def scraped(metrics: Metrics) -> dict[str, float]:
    return numbers(metrics.exposition()[0].decode())


def test_requests_are_counted_by_route_and_status(small: TestClient) -> None:
    small.get("/things/a")
    small.get("/things/b")
    small.get("/nowhere")
    found = numbers(small.get("/metrics").text)
    assert found["kasip_requests_total{method=GET,route=/things/{name},status=200}"] == 2
    assert found["kasip_requests_total{method=GET,route=unmatched,status=404}"] == 1
    assert found["kasip_request_seconds_count{method=GET,route=/things/{name}}"] == 2


def test_turns_and_waiting_at_the_gate_are_measured(small: TestClient) -> None:
    small.post("/work", json={"text": "", "seconds": 0.06})
    found = numbers(small.get("/metrics").text)
    assert found["kasip_match_seconds_count"] == 1
    assert found["kasip_match_seconds_sum"] >= 0.06
    assert found["kasip_wait_seconds_count"] == 1
    assert found["kasip_running"] == found["kasip_waiting"] == 0


def test_answers_are_counted_by_status_kind_and_language_with_their_confidence() -> None:
    metrics = Metrics(caches={})
    metrics.answer(RESULT)
    metrics.answer({**RESULT, "status": "insufficient_text", "professions": []})
    found = scraped(metrics)
    assert found["kasip_answers_total{kind=cv,language=ru,status=matched}"] == 1
    assert found["kasip_answers_total{kind=cv,language=ru,status=insufficient_text}"] == 1
    assert found["kasip_confidence_bucket{le=1.0,status=matched}"] == 1
    assert found["kasip_confidence_bucket{le=0.95,status=matched}"] == 0


def test_caches_are_counted_from_one_answer_to_the_next() -> None:
    cache = Cache(5, 3)

    def info() -> CacheInfo:
        return Cache(cache.hits, cache.misses)

    metrics = Metrics(caches={"words": info})
    metrics.answer(RESULT)
    cache.hits, cache.misses = 9, 4
    metrics.answer(RESULT)
    found = scraped(metrics)
    assert found["kasip_cache_requests_total{cache=words,outcome=hit}"] == 9
    assert found["kasip_cache_requests_total{cache=words,outcome=miss}"] == 4


def test_the_service_has_caches_to_count() -> None:
    metrics = Metrics()
    metrics.answer(RESULT)
    assert sum("outcome=hit" in name for name in scraped(metrics)) >= 2


def test_index_served_is_told_and_the_old_one_is_not(small: TestClient, folder: Path) -> None:
    assert numbers(small.get("/metrics").text)["kasip_index{version=v1}"] == 1
    (folder / VERSION).write_text("v2")
    small.post("/v1/admin/reload")
    found = numbers(small.get("/metrics").text)
    assert (found["kasip_index{version=v1}"], found["kasip_index{version=v2}"]) == (0, 1)
    assert found["kasip_index_switches_total{outcome=switched}"] == 1


def test_memory_of_the_process_is_told(small: TestClient) -> None:
    assert numbers(small.get("/metrics").text)["process_resident_memory_bytes"] > 10_000_000


PROCESS = """
from service.operation.metrics import Metrics
metrics = Metrics(caches={})
metrics.answer({"status": "matched", "kind": "cv", "language": "ru", "professions": []})
print(metrics.exposition()[0].decode())
"""


def test_several_processes_add_up(tmp_path: Path) -> None:
    texts = [
        subprocess.run(
            [sys.executable, "-c", PROCESS],
            cwd=PROJECT,
            env={FOLDER: str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    assert numbers(texts[1])["kasip_answers_total{kind=cv,language=ru,status=matched}"] == 2


def test_each_number_is_told_once(small: TestClient) -> None:
    small.get("/healthz")
    assert "_created" not in small.get("/metrics").text


def test_exposition_names_its_media_type(small: TestClient) -> None:
    assert small.get("/metrics").headers["content-type"].startswith("text/plain; version=0.0.4")


@pytest.mark.parametrize("method", ["get", "head"])
def test_metrics_hold_no_address(small: TestClient, method: str) -> None:
    getattr(small, method)("/things/Айгерим", params={"q": "870412400123"})
    text = small.get("/metrics").text
    assert "Айгерим" not in text
    assert "870412400123" not in text
