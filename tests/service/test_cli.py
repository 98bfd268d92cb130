"""The command line, as a user meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from eval.labels import rows
from service.settings import PROJECT

SCHEMA = json.loads((PROJECT / "tests" / "data" / "match_result.schema.json").read_text(encoding="utf-8"))
VACANCY = PROJECT / "docs" / "examples" / "vacancy.txt"
CV = PROJECT / "docs" / "examples" / "cv.txt"
STANDARD = PROJECT / "corpus" / "data" / "documents" / "000_8fb81c9e5e11bdc8.txt"


def kasip(home: Path, *arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "service", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "KASIP_HOME": str(home), "COLUMNS": "200"},
        cwd=PROJECT,
        check=False,
    )
    assert b"Traceback" not in done.stderr + done.stdout
    return done


def test_match_reads_as_a_person_wants_it(home: Path) -> None:
    out = kasip(home, "match", VACANCY).stdout.decode()
    assert "Социальный работник" in out
    assert "Уровень ОРК: 4" in out


def test_match_json_is_the_contract_and_nothing_else(home: Path) -> None:
    done = kasip(home, "match", "-", "--json", stdin=VACANCY.read_bytes())
    jsonschema.validate(json.loads(done.stdout), SCHEMA)
    assert done.returncode == 0


def test_batch_gives_one_conforming_line_for_each_input(home: Path, tmp_path: Path) -> None:
    source, target = PROJECT / "eval" / "goldset" / "dev.jsonl", tmp_path / "out.jsonl"
    assert kasip(home, "batch", source, target).returncode == 0
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [a["id"] for a in answers] == [row["id"] for row in rows("dev")]
    validator = jsonschema.Draft202012Validator(SCHEMA)
    texts = {row["id"]: row["text"] for row in rows("dev")}
    for answer in answers:
        validator.validate(answer)
        for profession in answer["professions"]:
            for e in profession["evidence"]:
                assert texts[answer["id"]][e["span"]["start"] : e["span"]["end"]] == e["quote"]


def test_batch_names_broken_records_and_goes_on(home: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    records: list[Any] = [
        {"id": 1, "text": "Сиделка, уход за бабушкой"},
        {"id": 2},
        {"id": 3, "text": "x", "kind": "poem"},
        {"id": 4, "text": CV.read_text(encoding="utf-8"), "target": {"document": "ps-2023-262", "line": 788}},
        {"id": 5, "text": "x", "target": {"profession": "nobody"}},
        [1],
    ]
    lines = [json.dumps(r, ensure_ascii=False) for r in records]
    source.write_text("\n".join([*lines, "{broken", ""]), encoding="utf-8")
    done = kasip(home, "batch", source, target)
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [("error" in a) for a in answers] == [False, True, True, False, True, True, True]
    assert len(answers[3]["gaps"]["items"]) == 28
    assert (done.returncode, b"5 with an error" in done.stderr) == (1, True)


def test_batch_reads_csv(home: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text('id,text\n7,"Сиделка, уход за бабушкой"\n', encoding="utf-8")
    assert kasip(home, "batch", source, target).returncode == 0
    assert json.loads(target.read_text())["id"] == "7"


def test_gaps_follow_the_card(home: Path) -> None:
    done = kasip(home, "gaps", CV, "--profession", "sotsialnyi-rabotnik", "--json")
    assert len(json.loads(done.stdout)["gaps"]["items"]) == 28


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("match", "no-such-file"), "can't be read"),
        (("gaps", CV, "--profession", "nobody"), "'nobody'"),
        (("batch", "x.docx", "out.jsonl"), "Give .jsonl or .csv"),
        (("catalogue", "show", "nobody"), "kasip catalogue list"),
        (("ingest", "no-such-file"), "can't be read"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_1(home: Path, arguments: tuple[str | Path, ...], says: str) -> None:
    done = kasip(home, *arguments)
    assert says in done.stderr.decode()
    assert done.returncode == 1


@pytest.mark.parametrize(
    "arguments", [("match", CV, "--kind", "poem"), ("gaps", CV), ("nothing",), ("match", "--top-k", "0", CV)]
)
def test_wrong_usage_is_exit_2(home: Path, arguments: tuple[str | Path, ...]) -> None:
    assert kasip(home, *arguments).returncode == 2


@pytest.mark.parametrize("data", [b"\x00\x01\x02\xff", bytes(range(256)) * 10])
def test_binary_junk_is_refused(home: Path, data: bytes) -> None:
    done = kasip(home, "match", "-", stdin=data)
    assert (b"binary" in done.stderr, done.returncode) == (True, 1)


def test_a_megabyte_of_text_is_refused_with_the_limit(home: Path) -> None:
    done = kasip(home, "match", "-", stdin="слово ".encode() * 90_000)
    assert (b"200000" in done.stderr, done.returncode) == (True, 1)


def test_blank_text_is_a_status_not_an_error(home: Path) -> None:
    done = kasip(home, "match", "-", "--json", stdin=b" \n ")
    assert json.loads(done.stdout)["status"] == "insufficient_text"


@pytest.mark.parametrize("command", [("match", CV), ("build",), ("catalogue", "list"), ("serve",)])
def test_empty_home_names_the_command_to_run(tmp_path: Path, command: tuple[str | Path, ...]) -> None:
    done = kasip(tmp_path, *command)
    assert b"Run `kasip" in done.stderr
    assert done.returncode == 1


def test_catalogue_is_exported_as_the_contract(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "export.json"
    assert kasip(tmp_path, "ingest", STANDARD, "--export", target).returncode == 0
    export = json.loads(target.read_text(encoding="utf-8"))
    keys = "catalogue_version documents cards positions framework_levels competences professions problems"
    assert set(keys.split()) <= set(export)
    assert len(export["cards"]) == 11
    assert not (tmp_path / "catalogue.json").exists()


def test_ingest_takes_the_good_documents_and_names_the_bad(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("Погода хорошая.", encoding="utf-8")
    done = kasip(tmp_path, "ingest", bad, STANDARD)
    assert (b"bad.txt" in done.stderr, done.returncode) == (True, 1)
    assert (tmp_path / "catalogue.json").exists()
