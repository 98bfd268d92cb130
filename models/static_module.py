"""The static encoder as a Sentence Transformers module. Imports torch: for building and training only."""

import json
from pathlib import Path
from typing import Any, Self

import torch
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import InputModule

from models.lemmas import lemmas
from models.static import CONFIG, TENSOR, VOCABULARY, WEIGHTS


class StaticLemmas(InputModule):
    """One weighted vector a lemma; a text is the unit sum of its known lemmas."""

    save_in_root = True
    modalities = ["text"]  # noqa: RUF012  # as the base class has it

    def __init__(self, *, name: str, vocabulary: list[str], embedding: torch.Tensor) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.name = name
        self.vocabulary = vocabulary
        self._rows = {lemma: row for row, lemma in enumerate(vocabulary)}
        self.embedding = torch.nn.Parameter(embedding)

    def preprocess(  # type: ignore[override]  # texts only
        self, inputs: list[str], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Rows of the known lemmas of all texts in one run, with the offset where each text starts."""
        rows = [[self._rows[w] for w in lemmas((prompt or "") + text) if w in self._rows] for text in inputs]
        starts = [0]
        for found in rows[:-1]:
            starts.append(starts[-1] + len(found))
        flat = [row for found in rows for row in found]
        return {"input_ids": torch.tensor(flat, dtype=torch.long), "offsets": torch.tensor(starts, dtype=torch.long)}

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Add `sentence_embedding` (n, dim) float32, unit rows or zeros."""
        ids, starts = features["input_ids"], features["offsets"]
        text = torch.bucketize(torch.arange(len(ids)), starts, right=True) - 1
        sums = torch.zeros(len(starts), self.embedding.shape[1], dtype=torch.float32)
        sums = sums.index_add(0, text, self.embedding[ids].float())
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
        save_file({TENSOR: self.embedding.detach().contiguous()}, folder / WEIGHTS)
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
        return cls(name=config["name"], vocabulary=vocabulary, embedding=load_file(folder / WEIGHTS)[TENSOR])


def save_model(folder: Path, *, name: str, vocabulary: list[str], embedding: torch.Tensor) -> None:
    """Write a static encoder as a Sentence Transformers model folder."""
    module = StaticLemmas(name=name, vocabulary=vocabulary, embedding=embedding)
    model = SentenceTransformer(modules=[module], device="cpu")
    model.save(str(folder), create_model_card=False)


def load_model(folder: Path) -> SentenceTransformer:
    """Load what `save_model` wrote.

    `SentenceTransformer(folder)` would want `trust_remote_code=True`, since the class is ours, not the library's.
    """
    return SentenceTransformer(modules=[StaticLemmas.load(str(folder))], device="cpu")
