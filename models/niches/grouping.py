"""Groups of rows that mean the same, by average linkage; some pairs never meet in one group."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

NEVER = -1e6  # as nearness: one such pair keeps two groups of any size apart


def grouped(nearness: Floats, threshold: float) -> list[list[int]]:
    """Rows by group, in their own order; two groups join while their mean nearness is above the threshold."""
    if len(nearness) < 2:
        return [[row] for row in range(len(nearness))]
    # importing scikit-learn takes seconds, and most commands group nothing
    from sklearn.cluster import AgglomerativeClustering

    highest = max(float(nearness.max()), threshold)
    clustering = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=highest - threshold
    )
    found: dict[int, list[int]] = {}
    for row, label in enumerate(clustering.fit_predict(highest - nearness).tolist()):
        found.setdefault(label, []).append(row)
    return sorted(found.values())


def most_central(titles: list[str], vectors: Floats) -> str:
    """The shortest title among those no further from the centre than the average one."""
    closeness = vectors @ vectors.mean(axis=0)
    central = closeness >= closeness.mean() - 1e-4
    return min((t for t, near in zip(titles, central, strict=True) if near), key=lambda t: (len(t), t))
