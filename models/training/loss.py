"""The training loss: each text must find its partner among all partners of the batch, other texts of its group left out."""

from collections.abc import Iterable

import torch
from sentence_transformers import SentenceTransformer

SCALE = 20.0  # 1 / temperature


class GroupedRankingLoss(torch.nn.Module):
    """Multiple negatives ranking loss in both directions that knows which rows of a batch mean the same.

    Henderson et al. 2017. Rows of one label (profession, competence, line) are no negatives of each other. A third
    column holds one hard negative a row, for that row's anchor only.
    """

    def __init__(self, model: SentenceTransformer, scale: float = SCALE) -> None:
        super().__init__()
        self.model = model
        self.scale = scale

    def forward(self, sentence_features: Iterable[dict[str, torch.Tensor]], labels: torch.Tensor) -> torch.Tensor:
        """Mean cross entropy of both directions over rows."""
        anchors, positives, *negatives = (self.model(f)["sentence_embedding"] for f in sentence_features)
        scores = self.scale * anchors @ positives.T
        same = labels[:, None] == labels[None, :]
        scores = scores.masked_fill(same & ~torch.eye(len(labels), dtype=torch.bool), float("-inf"))
        hard = [self.scale * (anchors * negative).sum(dim=1, keepdim=True) for negative in negatives]
        own = torch.arange(len(labels))
        forward = torch.nn.functional.cross_entropy(torch.cat([scores, *hard], dim=1), own)
        backward = torch.nn.functional.cross_entropy(scores.T, own)
        return (forward + backward) / 2
