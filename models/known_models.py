"""Transformers whose prefixes and revision are known; any other model needs a folder or a revision of its own.

The revisions are commits of huggingface.co, written out so that the same name always means the same files.
"""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownModel:
    """A Sentence Transformers model as its authors want it used."""

    name: str  # on the hub
    revision: str  # commit hash
    dimension: int
    max_tokens: int  # a longer text is cut
    query: str = ""  # prefix of what people say
    passage: str = ""  # prefix of what documents say


KNOWN = (
    KnownModel(
        name="intfloat/multilingual-e5-small",
        revision="614241f622f53c4eeff9890bdc4f31cfecc418b3",
        dimension=384,
        max_tokens=512,
        query="query: ",
        passage="passage: ",
    ),
    KnownModel(
        name="intfloat/multilingual-e5-base",
        revision="d13f1b27baf31030b7fd040960d60d909913633f",
        dimension=768,
        max_tokens=512,
        query="query: ",
        passage="passage: ",
    ),
    KnownModel(
        name="intfloat/multilingual-e5-large",
        revision="3d7cfbdacd47fdda877c5cd8a79fbcc4f2a574f3",
        dimension=1024,
        max_tokens=512,
        query="query: ",
        passage="passage: ",
    ),
    KnownModel(
        name="BAAI/bge-m3",
        revision="5617a9f61b028005a4858fdac845db406aefb181",
        dimension=1024,
        max_tokens=8192,
    ),
    KnownModel(
        name="deepvk/USER-bge-m3",
        revision="0cc6cfe48e260fb0474c753087a69369e88709ae",
        dimension=1024,
        max_tokens=8192,
    ),
    KnownModel(
        name="sentence-transformers/LaBSE",
        revision="836121a0533e5664b21c7aacc5d22951f2b8b25b",
        dimension=768,
        max_tokens=256,
    ),
    KnownModel(
        name="sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
        revision="e8f8c211226b894fcb81acc59f3b34ba3efd5f42",
        dimension=384,
        max_tokens=128,
    ),
    KnownModel(
        name="sentence-transformers/paraphrase-multilingual-mpnet-base-v2",
        revision="4328cf26390c98c5e3c738b4460a05b95f4911f5",
        dimension=768,
        max_tokens=128,
    ),
)
_BY_NAME = {model.name.split("/")[-1].lower(): model for model in KNOWN}


def known(name: str) -> KnownModel | None:
    """The record of a hub name or of a folder named after a model; None for others.

    «/models/multilingual-e5-small» and the cache's «models--intfloat--multilingual-e5-small/snapshots/…» are both found.
    """
    path = PurePath(name)
    cached = [part.split("--")[-1] for part in path.parts if part.startswith("models--")]
    return next((_BY_NAME[part.lower()] for part in (*cached, path.name) if part.lower() in _BY_NAME), None)
