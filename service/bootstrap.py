"""The only assembler: settings in, wired services out."""

from dataclasses import dataclass
from functools import cached_property

from data.database import Database, open_database
from data.references import places
from models.encoding.encoder import Encoder, load_encoder
from models.encoding.vector_cache import VectorCache
from service.accounts import Accounts
from service.boards.boards import Boards
from service.chains.entry import ChainEntry
from service.chains.gap_maps import GapMaps
from service.explaining import Explaining
from service.follower import Follower
from service.importing.importing import Importing
from service.journal.closing import Closing
from service.journal.journal import Journal
from service.journal.quoting import Quoting
from service.journal.steps import Steps
from service.judging.feedback import Feedback
from service.learning.live_scorer import LiveScorer
from service.learning.scorer_training import ScorerTraining
from service.live_matcher import LiveMatcher
from service.market.challenges import Challenges
from service.market.first_links import FirstLinks
from service.market.niches import Niches
from service.matchmaking import Matchmaking
from service.partners.partnering import Partnering
from service.pool_entry import PoolEntry
from service.recruiting.inviting import Inviting
from service.reindex import Reindexer
from service.reports.reporting import Reporting
from service.settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything a door needs; what takes seconds (the encoder) is made when first asked for."""

    settings: Settings
    database: Database
    given_encoder: Encoder | None = None

    @cached_property
    def encoder(self) -> Encoder:
        """Raises EncoderError with one line."""
        # one thread: two that spin for the same busy cores took fifty times as long
        return self.given_encoder or load_encoder(self.settings.encoder, threads=1)

    @cached_property
    def accounts(self) -> Accounts:
        """Users and keys."""
        return Accounts(self.database)

    @cached_property
    def live(self) -> LiveMatcher:
        """The matcher that answers now."""
        return LiveMatcher(self.settings.snapshots, self.encoder, self.scorer.latest, places())

    @cached_property
    def scorer(self) -> LiveScorer:
        """The scorer that answers now. Raises ScorerError with one line."""
        return LiveScorer(self.settings.scorers, self.settings.scorer)

    @cached_property
    def scorer_training(self) -> ScorerTraining:
        """Trains, promotes and rolls back scorers. Raises ScorerError with one line."""
        return ScorerTraining(self.database, self.settings.scorers, self.scorer, self.settings.encoder)

    @cached_property
    def reindexer(self) -> Reindexer:
        """Builds snapshots."""
        cache = VectorCache(self.settings.vectors, self.encoder)
        return Reindexer(self.database, self.settings.snapshots, cache, self.encoder)

    @cached_property
    def follower(self) -> Follower:
        """Keeps the live matcher at the latest revision."""
        return Follower(self.database, self.live, self.reindexer, self.boards)

    @cached_property
    def boards(self) -> Boards:
        """What the pool asks for and who could answer."""
        return Boards(self.database, self.live)

    @cached_property
    def pool_entry(self) -> PoolEntry:
        """Use cases of entry and edit."""
        return PoolEntry(self.database)

    @cached_property
    def chain_entry(self) -> ChainEntry:
        """Use cases of chains seen whole and started from a product."""
        return ChainEntry(self.database)

    @cached_property
    def partnering(self) -> Partnering:
        """Use cases of partners and of inferred inputs."""
        return Partnering(self.boards, self.database)

    @cached_property
    def gap_maps(self) -> GapMaps:
        """The use case of gap maps."""
        return GapMaps(self.database, self.boards)

    @cached_property
    def niches(self) -> Niches:
        """The use case of unmet needs and niches."""
        return Niches(self.boards, self.encoder)

    @cached_property
    def challenges(self) -> Challenges:
        """Use cases of challenges."""
        return Challenges(self.boards, self.database, self.encoder)

    @cached_property
    def first_links(self) -> FirstLinks:
        """The use case of what to do first."""
        return FirstLinks(self.boards, self.settings.first_contracts)

    @cached_property
    def inviting(self) -> Inviting:
        """Use cases of invitations."""
        return Inviting(self.boards, self.database)

    @cached_property
    def matchmaking(self) -> Matchmaking:
        """Use cases of search."""
        return Matchmaking(self.database, self.live)

    @cached_property
    def explaining(self) -> Explaining:
        """The use case of explanations."""
        return Explaining(self.database, self.live)

    @cached_property
    def reporting(self) -> Reporting:
        """The use case of reports."""
        return Reporting(self.database, self.niches)

    @cached_property
    def journal(self) -> Journal:
        """Use cases of requests: written down, confirmed, listed."""
        return Journal(self.database, self.settings.silence_days)

    @cached_property
    def request_steps(self) -> Steps:
        """Use cases of what is done about a request."""
        return Steps(self.database, self.live)

    @cached_property
    def request_closing(self) -> Closing:
        """Use cases of the end of a request."""
        return Closing(self.database, self.live)

    @cached_property
    def quoting(self) -> Quoting:
        """The use case of asking for quotations."""
        return Quoting(self.database, self.matchmaking)

    @cached_property
    def importing(self) -> Importing:
        """Use cases of the import wizard."""
        return Importing(self.database, self.settings.imports)

    @cached_property
    def feedback(self) -> Feedback:
        """Use cases of verdicts."""
        return Feedback(self.database)


def bootstrap(settings: Settings, encoder: Encoder | None = None) -> Services:
    """Creates and migrates what is missing in the data folder; tests may bring an encoder of their own."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)  # contacts are for the owner only
    return Services(settings, open_database(settings.database, settings.data_dir), encoder)
