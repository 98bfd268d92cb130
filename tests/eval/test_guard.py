"""Quality does not fall unseen. To record it anew after a change that was meant: `make record`, then commit eval/recorded.json."""

import numpy as np

from corpus.catalogue import Catalogue
from eval import guard
from eval.recorded import recorded
from indexing.index import Index
from models.static import StaticEncoder


def test_no_metric_fell_by_more_than_the_noise(index: Index) -> None:
    assert guard.falls(guard.measured(index), recorded()) == []


def test_shuffled_vectors_are_caught(index: Index, encoder: StaticEncoder, catalogue: Catalogue) -> None:
    shuffled = {
        name: np.random.default_rng(1).permutation(getattr(index, f"{name}_vectors"))
        for name in ("item", "title", "said", "profession")
    }
    broken = Index(
        version="broken",
        catalogue=catalogue,
        encoder=encoder,
        vectors={f"{name}s" if name != "said" else name: table for name, table in shuffled.items()},
        words=index.words,
        said=index.said,
        said_words=index.said_words,
        domain=index.domain,
        spelling=index.spelling,
        vocabulary=index.vocabulary,
        bags={
            "items": index.item_words,
            "trunks": index.item_trunks,
            "titles": index.title_words,
            "said": index.said_row_words,
        },
    )
    assert guard.falls(guard.measured(broken), recorded())


def test_fall_names_both_numbers() -> None:
    before = {"system": {"recall@1": 0.8, "ece": 0.05}}
    assert guard.falls({"system": {"recall@1": 0.75, "ece": 0.05}}, before) == ["system: recall@1 was 0.800, is 0.750"]
    assert guard.falls({"system": {"recall@1": 0.79, "ece": 0.1}}, before) == ["system: ece was 0.050, is 0.100"]
