"""The OpenAPI file: committed, true, and with examples that run."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient

from service.documentation import description
from service.settings import PROJECT

FILE = PROJECT / "service" / "openapi.json"
BATCH = "/v1/batches/{identifier}"

Operation = tuple[str, str, dict[str, Any]]


def operations() -> list[Operation]:
    """All operations of the file: path, method, description."""
    paths = orjson.loads(FILE.read_bytes())["paths"]
    return [(path, method, told) for path, methods in paths.items() for method, told in methods.items()]


def test_the_committed_file_describes_the_service() -> None:
    said = "run `kasip openapi > service/openapi.json` and look at the difference"
    assert orjson.loads(FILE.read_bytes()) == orjson.loads(orjson.dumps(description())), said


def test_every_operation_tells_its_problems_in_their_own_media_type() -> None:
    for path, method, told in operations():
        for status, response in told["responses"].items():
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"], (path, method, status)


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: " ".join(operation[:2]))
def test_every_example_of_the_file_runs(client: TestClient, operation: Operation) -> None:
    path, method, told = operation
    schemas = orjson.loads(FILE.read_bytes())["components"]["schemas"]
    address = addressed(client, path, told)
    requests = list(bodies(told, schemas)) or [{}]
    assert requests != [{}] or "requestBody" not in told, "an operation with a body needs an example"
    for request in requests:
        answer = client.request(method, address, **request)
        assert answer.is_success, answer.text


def addressed(client: TestClient, path: str, told: dict[str, Any]) -> str:
    """The path with its example; ids of batches exist once a batch was sent."""
    if path.startswith(BATCH):
        made = client.post("/v1/batches", json=[{"text": "Сиделка"}]).json()["batch"]["id"]
        return path.replace("{identifier}", made)
    for parameter in told.get("parameters", []):
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", parameter["schema"]["examples"][0])
    return path


def bodies(told: dict[str, Any], schemas: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What to send for each example of a body."""
    for media_type, content in told.get("requestBody", {}).get("content", {}).items():
        schema = content["schema"]
        schema = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        for example in schema.get("examples", []):
            if media_type == "multipart/form-data":
                fields = {name: value for name, value in example.items() if name != "file"}
                yield {"files": {"file": ("example.txt", example["file"].encode())}, "data": fields}
            elif media_type == "application/json":
                yield {"json": example}
            else:
                yield {"content": example, "headers": {"Content-Type": media_type}}
