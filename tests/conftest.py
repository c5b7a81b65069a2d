"""What tests of several packages share: the real encoder and the demo pool on it, made once a run."""

from pathlib import Path

import pytest
from hypothesis import settings

from models.encoding.encoder import load_encoder
from models.encoding.vector_cache import VectorCache
from models.ranking.scoring import Scorer
from service.settings import Settings, live_in
from tests.quickness import compile_templates_once, hash_passwords_cheaply

live_in(Settings.model_fields["time_zone"].default)  # before any test reckons with local time
compile_templates_once()
hash_passwords_cheaply()
settings.register_profile("untimed", deadline=None)  # timings never decide a test
settings.load_profile("untimed")

ARTIFACTS = Path(__file__).parent.parent / "models" / "artifacts"


@pytest.fixture(scope="session")
def real_encoder():
    if not (ARTIFACTS / "encoder" / "encoder.json").exists():
        pytest.skip("NO ENCODER: run `make setup` first; nothing of the real search is tested")
    return load_encoder(ARTIFACTS / "encoder", threads=1)


@pytest.fixture(scope="session")
def demo_matcher(real_encoder):
    from training.pools import demo_pool, matcher_over

    cache = VectorCache(ARTIFACTS / "vectors", real_encoder)
    with matcher_over(demo_pool(), real_encoder, cache, Scorer.load()) as matcher:
        yield matcher
