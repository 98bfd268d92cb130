"""Any Sentence Transformers model as an encoder. Loading one imports torch; importing this module does not."""

import json
import threading
import warnings
from collections import ChainMap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from models.errors import EncoderBroken, EncoderMissing, TextsCut
from models.known_models import known
from models.lemmas import MAX_WORD
from models.model_files import TORCH, backend, check, digest
from models.static import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32  # texts encoded at once
WORDS_KEPT = 10_000  # matching asks for the vectors of the same single words again and again


class TransformerEncoder:
    """Encodes raw texts: what documents say with the passage prefix, what people say with the query prefix.

    Threads may share it; they take turns, for a tokenizer keeps the settings of the call it is in.
    """

    def __init__(self, model: "SentenceTransformer", *, id: str, query: str, passage: str) -> None:
        self.id = id
        self.dimension = int(model.get_embedding_dimension() or 0)
        self._model = model
        self._query = query
        self._passage = passage
        self._turn = threading.Lock()
        self._words: dict[str, Vectors] = {}  # prefix and word → vector

    @classmethod
    def load(cls, folder: Path, *, name: str) -> "TransformerEncoder":
        """Read a model from safetensors, ONNX or OpenVINO. Raises EncoderMissing or EncoderBroken."""
        if not any((folder / file).exists() for file in ("modules.json", "config.json")):
            raise EncoderMissing(f"{folder} holds no model: neither modules.json nor config.json is there.")
        try:
            check(folder)
            model = _model(folder)
        except EncoderBroken:
            raise
        except Exception as exc:  # torch, transformers and safetensors each have errors of their own
            raise EncoderBroken(f"The model in {folder} can't be read: {type(exc).__name__}: {exc}") from exc
        query, passage = _fitted(model, folder)
        usage = json.dumps([query, passage, model.max_seq_length])
        return cls(model, id=f"{name}@{digest(folder, usage=usage)}", query=query, passage=passage)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what documents say. Returns (len(texts), dimension) float32, unit rows; zeros for blank texts."""
        return self._encode(texts, self._passage)

    def encode_statements(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> Vectors:
        """Vectors of what people say, from the texts alone: the model has its own reading of words."""
        return self._encode(texts, self._query)

    def knows(self, lemma: str) -> bool:
        """Whether the tokenizer has pieces for all of a word."""
        tokenizer = self._model.tokenizer
        with self._turn:
            return tokenizer.unk_token not in tokenizer.tokenize(lemma)

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        """Each different text once, the longest first (Sentence Transformers sorts), with a warning for cut ones."""
        number = {text: n for n, text in enumerate(dict.fromkeys(text for text in texts if text.strip()))}
        found = np.zeros((len(number) + 1, self.dimension), dtype=np.float32)  # the last row is for blank texts
        if number:
            with self._turn:
                found[:-1] = self._vectors(list(number), prefix)
                cut = self._cut([prefix + text for text in number])
            if cut:
                warnings.warn(
                    f"{cut} of {len(number)} texts are longer than the {self._model.max_seq_length} tokens that "
                    f"{self.id} reads; their ends are left out.",
                    TextsCut,
                    stacklevel=3,
                )
        vectors: Vectors = found[[number.get(text, -1) for text in texts]]
        return vectors

    def _vectors(self, texts: list[str], prefix: str) -> Vectors:
        new = [text for text in texts if prefix + text not in self._words]
        made = self._model.encode(
            new, prompt=prefix, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        vectors = {prefix + text: vector for text, vector in zip(new, made, strict=True)}
        every = ChainMap(vectors, self._words)
        found: Vectors = np.stack([every[prefix + text] for text in texts])
        if len(self._words) > WORDS_KEPT:
            self._words.clear()
        words = (text for text in new if len(text) <= MAX_WORD and " " not in text)
        self._words.update({prefix + word: vectors[prefix + word].copy() for word in words})
        return found

    def _cut(self, texts: Sequence[str]) -> int:
        """How many texts have more tokens than the model reads."""
        most = self._model.max_seq_length
        if most is None:
            return 0
        long = [text for text in texts if 2 * len(text) > most]  # a letter is two tokens at most
        return sum(len(self._model.tokenizer.encode(text, truncation=False, verbose=False)) > most for text in long)


def _model(folder: Path) -> "SentenceTransformer":
    """The model from local files only, without code of its own, in float32."""
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    engine = backend(folder)
    options: dict[str, Any] = {"use_safetensors": True} if engine == TORCH else {}
    model = SentenceTransformer(
        str(folder), backend=engine, model_kwargs=options, trust_remote_code=False, local_files_only=True
    )
    return model.float() if engine == TORCH else model


def _fitted(model: "SentenceTransformer", folder: Path) -> tuple[str, str]:
    """Query and passage prefix: of the known model that the folder names, else of the model's own prompts, else none."""
    record = known(str(folder))
    if record is None:
        prompts = model.prompts
        return prompts.get("query") or "", prompts.get("document") or prompts.get("passage") or ""
    dimension = model.get_embedding_dimension()
    if dimension != record.dimension:
        raise EncoderBroken(
            f"{folder} is named after {record.name} but gives vectors of width {dimension}, not {record.dimension}. "
            "Rename the folder if it holds another model."
        )
    model.max_seq_length = min(model.max_seq_length or record.max_tokens, record.max_tokens)
    return record.query, record.passage
