"""What is judged: the product as it ships, with an encoder and a scorer, started as services of our own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from training.running_service import Client, Installation, installed


@dataclass(frozen=True)
class Product:
    """`encoder` is a folder or a hub id; `vectors` outlive the services: no text is embedded twice."""

    encoder: str
    scorer: Path
    vectors: Path

    @contextmanager
    def over(self, imports: Sequence[Path]) -> Iterator[Installation]:
        """An installation over the given files."""
        with installed(imports, settings=self._settings(), vectors=self.vectors) as installation:
            yield installation

    @contextmanager
    def over_demo(self) -> Iterator[Installation]:
        """An installation over the demo pool."""
        with installed(demo=True, settings=self._settings(), vectors=self.vectors) as installation:
            yield installation

    @contextmanager
    def serving(self, imports: Sequence[Path]) -> Iterator[Client]:
        """A service over the given files."""
        with self.over(imports) as installation, installation.serving() as client:
            yield client

    def _settings(self) -> dict[str, str]:
        return {"ENCODER": self.encoder, "SCORER": str(self.scorer.resolve())}
