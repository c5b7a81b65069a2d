"""Learns vectors of character n-grams from pairs of texts: which of many texts is a name's own one.

A step draws one source, reads a few hundred left texts and scores them against all right texts of the source
(or a sample of them, where they are many). N-grams are dropped at random, so that no single one decides.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from models.retrieval.learned_ngrams import BUCKETS, LearnedNgrams, bucket_counts, weighted_counts
from training.adaptation_batches import EVERYDAY, SHARES
from training.adaptation_pairs import TextPair

log = logging.getLogger(__name__)

Rows = NDArray[np.int64]

# beside SHARES: everyday speech shares few n-grams with offers, so there is little to learn from it here
SHARE_OF_EVERYDAY = 1.0


@dataclass(frozen=True)
class NgramRecipe:
    """What was done, for the model card."""

    width: int = 128
    steps: int = 1200
    batch: int = 256
    candidates: int = 600
    learning_rate: float = 7e-4
    temperature: float = 0.07
    dropped: float = 0.4
    random_state: int = 0


@dataclass(frozen=True)
class _Task:
    """Left texts, right texts, and the right one's row for each left one."""

    lefts: sparse.csr_array
    rights: sparse.csr_array
    own: Rows
    share: float

    @classmethod
    def of(cls, pairs: Sequence[TextPair], idf: NDArray[np.float32], share: float) -> "_Task":
        rows = {text: row for row, text in enumerate(dict.fromkeys(pair.right for pair in pairs))}
        own = np.array([rows[pair.right] for pair in pairs], dtype=np.int64)
        lefts = weighted_counts([pair.left for pair in pairs], idf)
        return cls(lefts, weighted_counts(list(rows), idf), own, share)


def learn_ngrams(pairs: Mapping[str, Sequence[TextPair]], recipe: NgramRecipe, out: Path) -> None:
    """Writes the vectors and, beside them, how they were made."""
    import torch

    generator = np.random.default_rng(recipe.random_state)
    torch.manual_seed(recipe.random_state)
    found = {name: list(pairs[name]) for name in SHARES if pairs.get(name)}
    idf = _idf([text for group in found.values() for pair in group for text in (pair.left, pair.right)])
    shares = SHARES | {EVERYDAY: SHARE_OF_EVERYDAY}
    tasks = [_Task.of(group, idf, shares[name]) for name, group in found.items()]
    weights = np.array([task.share for task in tasks]) / sum(task.share for task in tasks)
    bag = torch.nn.EmbeddingBag(BUCKETS, recipe.width, mode="sum", sparse=True)
    torch.nn.init.normal_(bag.weight, std=recipe.width**-0.5)
    optimiser = torch.optim.SparseAdam(bag.parameters(), lr=recipe.learning_rate)
    for step in range(recipe.steps):
        loss = _loss(bag, tasks[generator.choice(len(tasks), p=weights)], recipe, generator)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()  # type: ignore[no-untyped-call]
        if step % 100 == 0:
            log.info("step %d of %d, loss %.3f", step, recipe.steps, float(loss.detach()))
    LearnedNgrams(bag.weight.detach().numpy(), idf).save(out / "ngrams.safetensors")
    made = {"recipe": asdict(recipe), "pairs": {name: len(group) for name, group in found.items()}}
    (out / "recipe.json").write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _loss(bag: Any, task: _Task, recipe: NgramRecipe, generator: np.random.Generator) -> Any:
    import torch

    size, count = len(task.own), task.rights.shape[0]
    drawn = generator.choice(size, min(recipe.batch, size), replace=False)
    others = generator.choice(count, min(recipe.candidates, count), replace=False)
    columns = np.unique(np.concatenate([task.own[drawn], others]))
    lefts = task.lefts[drawn]
    lefts.data = lefts.data * (generator.random(len(lefts.data)) > recipe.dropped)
    scores = _vectors(bag, lefts) @ _vectors(bag, task.rights[columns]).T / recipe.temperature
    own = torch.from_numpy(np.searchsorted(columns, task.own[drawn]))
    return torch.nn.functional.cross_entropy(scores, own)


def _vectors(bag: Any, counts: sparse.csr_array) -> Any:
    import torch

    sums = bag(
        torch.from_numpy(counts.indices.astype(np.int64)),
        torch.from_numpy(counts.indptr[:-1].astype(np.int64)),
        per_sample_weights=torch.from_numpy(counts.data.astype(np.float32)),
    )
    return torch.nn.functional.normalize(sums, dim=1)


def _idf(texts: Sequence[str]) -> NDArray[np.float32]:
    unique = list(dict.fromkeys(texts))
    document_frequency = np.bincount(bucket_counts(unique).indices, minlength=BUCKETS)
    # https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
    return np.asarray(np.log((1 + len(unique)) / (1 + document_frequency)) + 1, dtype=np.float32)
