"""Rankings of a snapshot on disk: what one process has ranked, the next one reads."""

import io
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from models.checksums import entry_of, seal
from models.demands.rankings import Ranked, Rankings
from models.matcher import Matcher
from models.publishing import write_whole
from models.ranking.features import FEATURES
from models.ranking.scoring import Scorer

KEY_BYTES = 32
_ROOT = Path(__file__).parents[2]
_CODE = ("data/**/*.py", "data/reference/*.*", "models/**/*.py", "models/**/*.json")


class KeptRankings:
    """One file a snapshot, others are removed; threads and processes may share the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, matcher: Matcher) -> Rankings:
        """Rankings of the matcher's snapshot; a file that is damaged or of another code counts as none."""
        try:
            kept = _read(self._path(matcher), _fingerprint(matcher.scorer))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            kept = {}
        return Rankings(matcher, kept=kept)

    def keep(self, rankings: Rankings) -> None:
        """Writes down what was ranked, unless all of it was read. Raises OSError."""
        if not rankings.has_news:
            return
        path = self._path(rankings.matcher)
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, _written(rankings.by_key(), _fingerprint(rankings.matcher.scorer)))
        for other in self._folder.glob("*.npz"):
            if other != path:
                other.unlink(missing_ok=True)

    def _path(self, matcher: Matcher) -> Path:
        return self._folder / f"{matcher.snapshot.name}.npz"


def _written(known: dict[bytes, Ranked], fingerprint: str) -> bytes:
    ranked = list(known.values())
    file = io.BytesIO()
    np.savez(
        file,
        fingerprint=np.array(fingerprint),
        keys=np.frombuffer(b"".join(known), np.uint8).reshape(len(known), KEY_BYTES),
        counts=np.array([len(rows) for rows, _ in ranked], np.int64),
        rows=np.concatenate([rows for rows, _ in ranked]),
        features=np.concatenate([features for _, features in ranked]).astype(np.float32),
    )
    return file.getvalue()


def _read(path: Path, fingerprint: str) -> dict[bytes, Ranked]:
    with np.load(path, allow_pickle=False) as file:
        if str(file["fingerprint"]) != fingerprint:
            return {}
        keys, counts, rows, features = (file[name] for name in ("keys", "counts", "rows", "features"))
    total = int(counts.sum())
    if len(keys) != len(counts) or len(rows) != total or features.shape != (total, len(FEATURES)):
        raise ValueError(f"{path.name}: parts do not belong together")
    ends = counts.cumsum()[:-1]
    parts = zip(np.split(rows, ends), np.split(features, ends), strict=True)
    return {key.tobytes(): ranked for key, ranked in zip(keys, parts, strict=True)}


def _fingerprint(scorer: Scorer) -> str:
    return seal({"code": _code(), "scorer": repr(scorer)})


@lru_cache(maxsize=1)
def _code() -> str:
    """sha256 of all that features are made by: after an update everything is ranked anew."""
    found = (path for pattern in _CODE for path in _ROOT.glob(pattern) if "local" not in path.parts)
    return seal({path.relative_to(_ROOT).as_posix(): entry_of(path).sha256 for path in found})
