"""Uploads through the API."""

import jsonschema
import pytest
from fastapi.testclient import TestClient

from service.schemas import CV
from service.uploads.contract import MEGABYTE
from tests.service.test_cli import SCHEMA

PATH = "/v1/match/file"


def test_a_file_gets_the_answer_of_its_text(client: TestClient) -> None:
    answer = client.post(PATH, files={"file": ("cv.txt", CV.encode("cp1251"))}, data={"kind": "cv"}).json()
    jsonschema.validate(answer, SCHEMA)
    assert answer["file"] == {"kind": "txt", "pages": None, "warnings": []}
    assert answer["input_sha256"] == client.post("/v1/match", json={"text": CV}).json()["input_sha256"]
    assert "text" not in answer


def test_offsets_count_in_the_text_that_is_given_back(client: TestClient) -> None:
    answer = client.post(PATH, params={"with_text": True}, files={"file": ("a.docx", CV.encode())}).json()
    assert answer["file"]["warnings"] == ["other_extension"]
    for evidence in answer["professions"][0]["evidence"]:
        assert answer["text"][evidence["span"]["start"] : evidence["span"]["end"]] == evidence["quote"]


def test_options_travel_as_json(client: TestClient) -> None:
    options = {"options": '{"top_k": 1, "explain": true}'}
    answer = client.post(PATH, files={"file": ("cv.txt", CV.encode())}, data=options).json()
    assert len(answer["professions"]) == 1
    assert set(answer["explanation"]) == {"ru", "kk", "en"}


@pytest.mark.parametrize(
    ("data", "form", "status", "kind"),
    [
        (b"\x00\x01\x02" * 99, {}, 415, "upload-kind"),
        (b"   ", {}, 422, "upload-empty"),
        (b"%PDF-1.7 broken", {}, 400, "upload-broken"),
        (b"a" * (5 * MEGABYTE + 1), {}, 413, "upload-too-large"),
        (b"a" * (6 * MEGABYTE), {}, 413, "too-large"),
        (CV.encode(), {"options": "{"}, 422, "fields"),
        (CV.encode(), {"options": '{"top_k": 0}'}, 422, "fields"),
        (CV.encode(), {"kind": "poem"}, 422, "fields"),
        (CV.encode(), {"colour": "red"}, 422, "fields"),
    ],
)
def test_what_is_wrong_with_an_upload_is_told(
    client: TestClient, data: bytes, form: dict[str, str], status: int, kind: str
) -> None:
    answer = client.post(PATH, files={"file": ("a.txt", data)}, data=form)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{kind}")


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{}", "application/json", 415),
        (b"", "multipart/form-data", 400),
        (b"junk", "multipart/form-data; boundary=x", 400),
        (b"--x\r\njunk", "multipart/form-data; boundary=x", 422),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na\r\n--x--',
            "multipart/form-data; boundary=x",
            422,
        ),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--", "multipart/form-data; boundary=x", 400),
        (b"--x\r\n\r\na\r\n--x--", "multipart/form-data; boundary=x", 400),
        (b"--x", "multipart/form-data; boundary=x; charset=nonsense", 422),
    ],
)
def test_forms_that_are_none_are_refused(client: TestClient, content: bytes, media_type: str, status: int) -> None:
    assert client.post(PATH, content=content, headers={"Content-Type": media_type}).status_code == status


def test_a_full_house_says_when_to_come_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from service.uploads.errors import Busy
    from service.uploads.extract import Extractor

    async def busy(*given: object, **named: object) -> None:
        raise Busy(retry_s=8)

    monkeypatch.setattr(Extractor, "extract", busy)
    answer = client.post(PATH, files={"file": ("a.txt", b"a")})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "8")
