"""Small worlds for tests of matching: a snapshot in memory, a fake encoder, a scorer written by hand."""

from data.references import okved2_names, places
from models.matcher import Limits, Matcher
from models.ranking.features import FEATURES
from models.ranking.provisional import with_provisional_offers
from models.ranking.scoring import Scorer
from models.reading.text import need_text, offer_text
from models.retrieval.known_queries import KnownQueries
from models.retrieval.record_index import RecordIndex
from models.snapshot import Snapshot
from tests.models.words_encoder import WordsEncoder

ENCODER = WordsEncoder()
PLACES = places()

# a third of the query's words in the title: clarify; two thirds: fits; a near place tells a little
WEIGHTS = {"title_coverage": 10.0, "reach": 0.5}
SCORER = Scorer(tuple(WEIGHTS.get(name, 0.0) for name in FEATURES), intercept=-3.0, fits=0.95, shown=0.5)


def index_of(texts):
    """A record index whose titles are the texts."""
    return RecordIndex.build(texts, texts, ENCODER.encode_documents)


def snapshot_of(pool):
    """What a build makes of the pool, without files."""
    pool = with_provisional_offers(pool, okved2_names())
    offers = index_of([offer_text(offer) for offer in pool.offers])
    needs = index_of([need_text(need) for need in pool.needs])
    queries = KnownQueries.build(pool.needs, PLACES, ENCODER.encode_queries)
    return Snapshot("снимок", "2026-09-15T00:00:00+00:00", ENCODER.identity, pool, offers, needs, queries)


def matcher_of(pool):
    return Matcher(snapshot_of(pool), ENCODER, SCORER, PLACES)


def suppliers(pool, need, **limits):
    return matcher_of(pool).suppliers(need, Limits(**limits))


def everybody(answer):
    """Names of the companies of an answer in rank order."""
    return [found.company.name for found in (*answer.matches, *answer.near_misses)]
