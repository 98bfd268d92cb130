"""The calls that docs/api.md shows and the answers to them; `python -m tests.service.api_examples` writes these anew."""

import json
import re
import shlex
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from service.loading import load_matcher
from service.settings import PROJECT, Settings
from tests.service.apps import served

PAGE = PROJECT / "docs" / "api.md"
SHOWN = re.compile(r"```\n(curl [^\n]+)\n```\n\n```json\n(.+?)\n```", re.DOTALL)
CALL = re.compile(r"^(?:\$ )?(curl .+)$", re.MULTILINE)
CUT = "…"  # what was left out: the end of a text, elements of a list; as a name, other fields
LONGEST_TEXT = 60
LONGEST_LINE = 130
WAIT_S = 60.0


def calls(page: str) -> list[str]:
    """Every curl command of the page."""
    return CALL.findall(page)


def answers(page: str) -> Iterator[tuple[str, Any]]:
    """Curl commands with the JSON that is shown as their answer; what is no JSON is passed over."""
    for call, told in SHOWN.findall(page):
        try:
            yield call, json.loads(told)
        except json.JSONDecodeError:
            continue


def parsed(call: str) -> dict[str, Any]:
    """A curl command as arguments of a request."""
    found: dict[str, Any] = {"headers": {}, "files": {}, "data": {}}
    words = iter(shlex.split(call)[1:])
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            found["headers"][name] = value
        elif word == "-F":
            name, _, value = next(words).partition("=")
            if value.startswith("@"):
                found["files"][name] = (value[1:], (PROJECT / value[1:]).read_bytes())
            else:
                found["data"][name] = value
        elif word in ("-d", "--data-binary"):
            found["content"] = next(words).encode()
        elif word == "-X":
            found["method"] = next(words)
        elif word != "-s":
            found["url"] = word.removeprefix("$KASIP")
    has_body = "content" in found or found["files"]
    found.setdefault("method", "POST" if has_body else "GET")
    return {name: value for name, value in found.items() if value}


def batch_of(client: TestClient, page: str) -> str:
    """Id of the page's own batch when it is done."""
    [create] = [call for call in calls(page) if "$KASIP/v1/batches -H" in call]
    batch = client.request(**parsed(create)).json()["batch"]["id"]
    until = time.monotonic() + WAIT_S
    while client.get(f"/v1/batches/{batch}").json()["batch"]["status"] != "done":
        if time.monotonic() > until:
            raise TimeoutError("the batch did not end")
        time.sleep(0.05)
    return str(batch)


def shortened(value: Any, like: Any = None) -> Any:
    """An answer as the page shows it: the first of a list, the beginning of a text, and no more fields than `like`."""
    if isinstance(value, dict):
        like = like if isinstance(like, dict) else {}
        names = [name for name in like if name in value] if CUT in like else list(value)
        return {**{n: shortened(value[n], like.get(n)) for n in names}, **({CUT: CUT} if CUT in like else {})}
    if isinstance(value, list) and value:
        if like == [CUT]:
            return [CUT]
        return [shortened(value[0], like[0] if like else None), *([CUT] if len(value) > 1 else [])]
    if isinstance(value, str) and len(value) > LONGEST_TEXT and " " in value:
        return value[: LONGEST_TEXT - 1].rpartition(" ")[0] + CUT
    return value


def pretty(value: Any, depth: int = 0) -> str:
    """JSON with one blank for a level, in one line what fits."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or (depth and len(line) + depth <= LONGEST_LINE):
        return line
    inner = " " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(name, ensure_ascii=False)}: {pretty(each, depth + 1)}" for name, each in value.items()]
    else:
        parts = [pretty(each, depth + 1) for each in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(parts) + f"\n{' ' * depth}{closing}"


def renewed(page: str, client: TestClient) -> str:
    """The page with its answers made anew."""
    batch = batch_of(client, page)

    def block(found: re.Match[str]) -> str:
        try:
            like = json.loads(found[2])
        except json.JSONDecodeError:
            return found[0]
        answer = client.request(**parsed(found[1].replace("$BATCH", batch))).json()
        return found[0].replace(found[2], pretty(shortened(answer, like)))

    return SHOWN.sub(block, page)


def main() -> None:
    """Write the page anew."""
    home = Settings().home
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), home, load_matcher(Settings())) as client:
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), client), encoding="utf-8")


if __name__ == "__main__":
    main()
