"""The static encoder as a Sentence Transformers module. Imports torch: for building and training only."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import torch
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import InputModule

from models import sums
from models.lemmas import lemmas
from models.pieces import Pieces
from models.static import CONFIG, NGRAMS, SERVED, TENSOR, VOCABULARY, WEIGHTS


class StaticLemmas(InputModule):
    """One weighted vector a lemma, unknown ones from their pieces; a text is the unit sum of its lemmas."""

    save_in_root = True
    modalities = ["text"]  # noqa: RUF012  # as the base class has it

    def __init__(self, *, name: str, vocabulary: list[str], embedding: torch.Tensor, ngrams: torch.Tensor) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.name = name
        self.vocabulary = vocabulary
        self.pieces = Pieces(vocabulary, len(ngrams))
        self.embedding = torch.nn.Parameter(embedding)  # (n, dim)
        self.ngrams = torch.nn.Parameter(ngrams)  # (n_buckets, dim)

    def preprocess(  # type: ignore[override]  # texts only
        self, inputs: list[str], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Rows of all words of all texts in one run with their weights, and the number of the text of each."""
        return features([[self.pieces.rows(w) for w in lemmas((prompt or "") + text)] for text in inputs])

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Add `sentence_embedding` (n, dim) float32, unit rows or zeros."""
        ids = features["input_ids"]
        own = ids < len(self.embedding)
        rows = torch.empty(len(ids), self.embedding.shape[1], dtype=torch.float32)
        rows[own] = self.embedding[ids[own]].float()
        rows[~own] = self.ngrams[ids[~own] - len(self.embedding)].float()
        sums = torch.zeros(len(features["sizes"]), rows.shape[1], dtype=torch.float32)
        sums = sums.index_add(0, text_numbers(features["sizes"]), rows * features["weights"][:, None])
        features["sentence_embedding"] = torch.nn.functional.normalize(sums, dim=1)
        return features

    def get_embedding_dimension(self) -> int:
        """Width of the vectors."""
        return int(self.embedding.shape[1])

    @property
    def max_seq_length(self) -> float:
        """Texts of any length are read whole."""
        return float("inf")

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Write weights, vocabulary and name; serving reads the same files."""
        folder = Path(output_path)
        tables = {TENSOR: self.embedding.detach().contiguous(), NGRAMS: self.ngrams.detach().contiguous()}
        save_file(tables, folder / WEIGHTS)
        (folder / VOCABULARY).write_text(json.dumps(self.vocabulary, ensure_ascii=False), encoding="utf-8")
        (folder / CONFIG).write_text(json.dumps({"name": self.name}), encoding="utf-8")

    @classmethod
    def load(  # type: ignore[override]  # a local folder only
        cls, model_name_or_path: str, subfolder: str = "", **kwargs: Any
    ) -> Self:
        """Read the module from a folder that `save` wrote."""
        folder = Path(model_name_or_path) / subfolder
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        vocabulary = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
        tables = load_file(folder / WEIGHTS)
        return cls(name=config["name"], vocabulary=vocabulary, embedding=tables[TENSOR], ngrams=tables[NGRAMS])


def features(texts: Sequence[Sequence[tuple[int, ...]]]) -> dict[str, torch.Tensor]:
    """Texts as rows of their words. Returns `input_ids` and `weights` of all pieces, `sizes`: pieces of each text."""
    words = [word for text in texts for word in text]
    return {
        "input_ids": torch.tensor([row for word in words for row in word], dtype=torch.long),
        "weights": torch.tensor([1 / len(word) for word in words for _ in word], dtype=torch.float32),
        "sizes": torch.tensor([sum(map(len, text)) for text in texts], dtype=torch.long),
    }


def text_numbers(sizes: torch.Tensor) -> torch.Tensor:
    """The number of the text of each piece: sizes 2, 1 → 0, 0, 1."""
    return torch.repeat_interleave(torch.arange(len(sizes)), sizes)


def save_model(
    folder: Path, *, name: str, vocabulary: list[str], embedding: torch.Tensor, ngrams: torch.Tensor | None = None
) -> None:
    """Write a static encoder as a Sentence Transformers model folder; without `ngrams` unknown words stay unread."""
    table = embedding.new_zeros((0, embedding.shape[1])) if ngrams is None else ngrams
    module = StaticLemmas(name=name, vocabulary=vocabulary, embedding=embedding, ngrams=table)
    model = SentenceTransformer(modules=[module], device="cpu")
    model.save(str(folder), create_model_card=False)
    sums.write(folder, SERVED)


def load_model(folder: Path) -> SentenceTransformer:
    """Load what `save_model` wrote.

    `SentenceTransformer(folder)` would want `trust_remote_code=True`, since the class is ours, not the library's.
    """
    return SentenceTransformer(modules=[StaticLemmas.load(str(folder))], device="cpu")
