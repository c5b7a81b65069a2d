"""A trial of encoders: everyday needs that no training has seen, among thousands of offers."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from models.encoding.encoder import Encoder
from training.adaptation_pairs import TextPair, kept_for_trial

OFFERS_OF_OTHERS = 4  # one in so many offers of the other needs stands among those asked


def try_encoder(encoder: Encoder, pairs: Sequence[TextPair]) -> dict[str, float]:
    """hit@1, hit@3, hit@10, and how often the right offer beats the one that only seems right."""
    asked = [pair for pair in pairs if kept_for_trial(pair.left)]
    others = [pair.right for pair in pairs][::OFFERS_OF_OTHERS]
    offers = list(dict.fromkeys([text for pair in asked for text in (pair.right, pair.wrong)] + others))
    row_of = {text: row for row, text in enumerate(offers)}
    needs = list(dict.fromkeys(pair.left for pair in asked))
    right, wrong = defaultdict(list), defaultdict(list)
    for pair in asked:
        right[pair.left].append(row_of[pair.right])
        wrong[pair.left].append(row_of[pair.wrong])
    scores = encoder.encode_queries(needs) @ encoder.encode_documents(offers).T
    best = np.array([scores[i, right[need]].max() for i, need in enumerate(needs)])
    ranks = (scores > best[:, None]).sum(axis=1)
    seeming = np.array([scores[i, wrong[need]].max() for i, need in enumerate(needs)])
    figures = {f"hit@{depth}": float(np.mean(ranks < depth)) for depth in (1, 3, 10)}
    counts = {"needs": float(len(needs)), "offers": float(len(offers))}
    return figures | {"beats the seeming one": float(np.mean(best > seeming))} | counts
