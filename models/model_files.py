"""Files of a transformer: found in a folder or in the hub's cache, downloaded when asked, checked and hashed."""

import hashlib
import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from models.errors import EncoderBroken, EncoderMissing
from models.known_models import known

Backend = Literal["torch", "onnx", "openvino"]
READ = ("*.json", "*.txt", "*.model", "*.safetensors")  # what an encoder is read from
PICKLES = frozenset({".bin", ".pt", ".pth", ".pkl", ".ckpt"})  # reading them can run code
HUB_NAME = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")  # «intfloat/multilingual-e5-small»
COMMIT = re.compile(r"[0-9a-f]{40}")
PROBE_S = 5  # longest wait for the hub's first answer
# Backend, the module that runs it, the file that must lie ready in the model's folder; the first that fits is taken.
BACKENDS: tuple[tuple[Backend, str, str], ...] = (
    ("onnx", "optimum.onnxruntime", "onnx/model.onnx"),
    ("openvino", "optimum.intel.openvino", "openvino/openvino_model.xml"),
)
TORCH: Backend = "torch"


def find(name: str, *, revision: str | None, download: bool) -> Path:
    """The folder of a model given as a folder or by its name on the hub. Raises EncoderMissing with what to do.

    Without `download` nothing leaves the machine.
    """
    if (folder := Path(name).expanduser()).is_dir():
        return folder
    record = known(name)
    if not HUB_NAME.fullmatch(name):
        hint = f" Do you mean {record.name}?" if record else ""
        raise EncoderMissing(
            f"There is no encoder folder {name}.{hint} Set KASIP_ENCODER to a folder or to a hub name."
        )
    commit = revision or (record.revision if record and record.name == name else None)
    if commit is None or not COMMIT.fullmatch(commit):
        raise EncoderMissing(
            f"No revision of {name} is known. Set KASIP_ENCODER_REVISION to a commit of the model (40 hex digits), "
            "or KASIP_ENCODER to a folder that holds it."
        )
    return _cached(name, commit) or _fetched(name, commit, download=download)


def _cached(name: str, commit: str) -> Path | None:
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(name, "config.json", revision=commit)
    return Path(found).parent if isinstance(found, str) else None


def _fetched(name: str, commit: str, *, download: bool) -> Path:
    if not download:
        raise EncoderMissing(f"{name} is not in the cache of this machine. {_advice(name, commit)}")
    from huggingface_hub import HfApi, snapshot_download

    try:
        HfApi().model_info(name, revision=commit, timeout=PROBE_S)  # fails at once, the download would retry for long
        return Path(snapshot_download(name, revision=commit, allow_patterns=_wanted()))
    except Exception as exc:  # offline, refused, unknown, cut: the advice is the same
        reason = f"{type(exc).__name__}: {str(exc).splitlines()[0] if str(exc) else 'no details'}"
        raise EncoderMissing(
            f"{name} is not in the cache of this machine and can't be downloaded ({reason}). {_advice(name, commit)}"
        ) from exc


def _advice(name: str, commit: str) -> str:
    folder = name.split("/")[-1]
    include = " ".join(f"--include '{pattern}'" for pattern in _wanted())
    return (
        f"Where there is a network, run `hf download {name} --revision {commit} {include} --local-dir {folder}`, "
        f"bring the folder here and set KASIP_ENCODER to it."
    )


def _wanted() -> list[str]:
    """Patterns of the files to download: weights of an installed backend come along."""
    return [*READ, *(f"{file.split('/')[0]}/*" for _, module, file in BACKENDS if _installed(module))]


def backend(folder: Path) -> Backend:
    """Which engine runs the model: ONNX or OpenVINO when both the package and the model's file are there, else torch."""
    return next((name for name, module, file in BACKENDS if (folder / file).exists() and _installed(module)), TORCH)


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # not even the package around it
        return False


def check(folder: Path) -> None:
    """Raise EncoderBroken for a model that only pickles or foreign code could load."""
    for path in _files(folder):
        if path.suffix in PICKLES and not any(path.parent.glob("*.safetensors")) and not _converted(folder, path):
            raise EncoderBroken(
                f"{path} is pickled and reading it can run code; there are no safetensors beside it. Take another model "
                "or revision, or convert it where you trust it: SentenceTransformer(…).save_pretrained(folder)."
            )
    modules = folder / "modules.json"
    for module in json.loads(modules.read_text(encoding="utf-8")) if modules.exists() else ():
        if not str(module["type"]).startswith("sentence_transformers."):
            raise EncoderBroken(f"{modules} asks for code of its own, {module['type']}, which is not run.")


def _converted(folder: Path, path: Path) -> bool:
    """Whether the main weights are read in another backend's form instead."""
    return path.parent == folder and backend(folder) != TORCH


def digest(folder: Path, *, usage: str) -> str:
    """First 16 hex digits of the SHA-256 over all files that are read and `usage`: how they are used."""
    total = hashlib.sha256(f"{backend(folder)}\n{usage}\n".encode())
    for path in sorted(_read_files(folder)):
        with path.open("rb") as file:
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()[:16]


def _read_files(folder: Path) -> Iterator[Path]:
    """Everything that `READ` names, and the files of the backend in use; not those of other backends."""
    others = {file.split("/")[0] for name, _, file in BACKENDS if name != backend(folder)}
    for path in _files(folder):
        top = path.relative_to(folder).parts[0]
        if top not in others and (top == backend(folder) or any(path.match(pattern) for pattern in READ)):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    """All files but the hidden ones, where downloads keep their notes."""
    for path in folder.rglob("*"):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path
