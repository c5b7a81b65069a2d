"""A scorer with only one opinion: the more words of the need the title of an offer covers, the better."""

from data.references import places
from models.ranking.features import FEATURES
from models.ranking.scoring import Scorer
from service.live_matcher import LiveMatcher

WORDS_DECIDE = Scorer(
    tuple(10.0 * (name == "title_coverage") for name in FEATURES), -5.0, fits=0.7, shown=0.3
)


def let_words_decide(services, scorer=WORDS_DECIDE):
    """The installation answers by that scorer."""
    matcher = LiveMatcher(services.settings.snapshots, services.encoder, lambda: scorer, places())
    matcher.refresh()
    services.__dict__["live"] = matcher
    return services
