"""Training itself: pairs in, additions out."""

import tempfile

import numpy as np
import torch
from datasets import Dataset
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments

from models.additions import NAME, Additions, Table
from models.training.loss import GroupedRankingLoss
from models.training.pairs import Pair
from models.training.trainee import Trainee

SEED = 1
BATCH = 128
RATE = 3e-3
PROJECTION_RATE = 3e-4  # all lemmas share it: it moves slowly
DECAY = 0.02  # pulls differences back to the navec vectors
PASSES = 3


def datasets(pairs: dict[str, list[Pair]]) -> dict[str, Dataset]:
    """Hugging Face datasets by kind; `label` is the number of a pair's group."""
    groups = {group: n for n, group in enumerate(sorted({p.group for kind in pairs.values() for p in kind}))}
    return {kind: _dataset(found, groups) for kind, found in pairs.items()}


def _dataset(pairs: list[Pair], groups: dict[str, int]) -> Dataset:
    columns = {"anchor": [p.anchor for p in pairs], "positive": [p.positive for p in pairs]}
    if all(p.negative for p in pairs):
        columns["negative"] = [p.negative for p in pairs]
    return Dataset.from_dict({**columns, "label": [groups[p.group] for p in pairs]})


def trained(
    vocabulary: list[str], base: Table, deltas: Table, ngrams: Table, pairs: dict[str, list[Pair]]
) -> Additions:
    """Learn from pairs, on one thread so that the same input gives the same bits. `base` (n_lemmas, dim)."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    module = Trainee(
        name=NAME,
        vocabulary=vocabulary,
        base=torch.from_numpy(base),
        deltas=torch.from_numpy(deltas),
        ngrams=torch.from_numpy(ngrams),
    )
    _train(SentenceTransformer(modules=[module], device="cpu"), datasets(pairs))
    learned = (table.detach().numpy() for table in (module.projection, module.deltas, module.ngrams))
    projection, deltas, ngrams = (np.ascontiguousarray(table) for table in learned)
    return Additions(lemmas=tuple(vocabulary), projection=projection, deltas=deltas, ngrams=ngrams)


def _train(model: SentenceTransformer, data: dict[str, Dataset]) -> None:
    with tempfile.TemporaryDirectory() as work:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=work,
            seed=SEED,
            use_cpu=True,
            num_train_epochs=PASSES,
            per_device_train_batch_size=BATCH,
            learning_rate=RATE,
            learning_rate_mapping={r"projection": PROJECTION_RATE},
            weight_decay=DECAY,
            warmup_steps=100,
            lr_scheduler_type="linear",
            save_strategy="no",
            logging_steps=100,
            report_to="none",
            disable_tqdm=True,
            dataloader_num_workers=0,
        )
        SentenceTransformerTrainer(
            model=model, args=arguments, train_dataset=data, loss=GroupedRankingLoss(model)
        ).train()
