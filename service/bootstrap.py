"""The only assembler: settings in, wired services out."""

from dataclasses import dataclass
from functools import cached_property

from data.database import Database, open_database
from data.references import places
from models.demands.kept_rankings import KeptRankings
from models.encoding.encoder import Encoder, load_encoder
from models.encoding.vector_cache import VectorCache
from service.accounts import Accounts
from service.archive.archive import Archive
from service.boards.boards import Boards
from service.cards.company_cards import CompanyCards
from service.cards.record_cards import RecordCards
from service.chains.entry import ChainEntry
from service.chains.gap_maps import GapMaps
from service.changes.log import ChangeLog
from service.classifiers.classifiers import Classifiers
from service.coaching.coaching import Coaching
from service.confirming.confirming import Confirming
from service.consents.consents import Consents
from service.contacts.asking import Limits
from service.contacts.contacts import Contacts
from service.contacts.listing import ContactListing
from service.digests.answering import Answering
from service.digests.at_work import AtWork
from service.digests.choices import Choices
from service.digests.editing import Editing
from service.digests.links import Links
from service.digests.mailings import Mailings
from service.digests.may_send import MaySend
from service.digests.planning import Planning
from service.digests.postman import Postman
from service.digests.rendering import Rendering
from service.digests.trial import Trial
from service.explaining import Explaining
from service.follower import Follower
from service.idempotency import Idempotency
from service.importing.importing import Importing
from service.jobs.jobs import Jobs
from service.journal.accounting import Accounting
from service.journal.closing import Closing
from service.journal.journal import Journal
from service.journal.listing import Listing
from service.journal.need_telling import NeedTelling
from service.journal.quoting import Quoting
from service.journal.stale import Terms
from service.journal.steps import Steps
from service.judging.feedback import Feedback
from service.learning.live_scorer import LiveScorer
from service.learning.scorer_training import ScorerTraining
from service.live_matcher import LiveMatcher
from service.mailing.approval import Approval
from service.mailing.arming import Arming
from service.mailing.arming_file import ArmingFile
from service.mailing.doubtful import Doubtful
from service.mapping.maps import Maps
from service.market.asked_needs import AskedNeeds
from service.market.challenges import Challenges
from service.market.first_links import FirstLinks
from service.market.niche_names import NicheNames
from service.market.niches import Niches
from service.matchmaking import Matchmaking
from service.members.interest import InterestCounter
from service.members.passed import PassedRequests
from service.merging.duplicates import DuplicateSearch
from service.merging.merging import Merging
from service.moderation.moderation import Moderation
from service.need_terms import NeedTerms
from service.overview.overview import Overview
from service.partners.partnering import Partnering
from service.people.lockout import Lockout
from service.people.people import People
from service.people.signing_in import SigningIn
from service.pool_entry import PoolEntry
from service.portals.portals import Portals
from service.portals.signing import Signer
from service.portals.tokens import PortalTokens
from service.privacy.asking import DataRequests
from service.privacy.erasure import Erasure
from service.privacy.exporting import PersonalData
from service.privacy.tidying import Tidying
from service.quality.quality import Quality
from service.quality.upkeep import Upkeep
from service.recruiting.inviting import Inviting
from service.reindex import Reindexer
from service.reports.reporting import Reporting
from service.saved_searches.kept_answers import KeptAnswers
from service.saved_searches.saved_searches import SavedSearches
from service.secret_files import secret
from service.seeing.open_demands import OpenDemands
from service.seeing.reading import PoolReading
from service.settings import Settings, live_in
from service.shortlists.comparing import Comparing
from service.shortlists.shortlists import Shortlists
from service.widget.handing_on import HandingOn
from service.widget.recommending import Recommending


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
        """Keys, and users as the command line makes them."""
        return Accounts(self.database, self.people)

    @cached_property
    def people(self) -> People:
        """Use cases of administrators: who signs in and as what."""
        return People(self.database, self._lockout)

    @cached_property
    def changes(self) -> ChangeLog:
        """The use case of the log of who changed what."""
        return ChangeLog(self.database)

    @cached_property
    def archive(self) -> Archive:
        """Use cases of what left the pool."""
        return Archive(self.database, self.pool_entry, self.challenges)

    @cached_property
    def signing_in(self) -> SigningIn:
        """Use cases of the sign-in page and of the own password."""
        return SigningIn(self.database, self._lockout)

    @cached_property
    def _lockout(self) -> Lockout:
        return Lockout(self.database, self.settings.sign_in_tries)

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
        self.boards.after_warming(self.open_demands.warm)
        return Follower(self.database, self.live, self.reindexer, self.boards)

    @cached_property
    def need_terms(self) -> NeedTerms:
        """Which needs still count today."""
        return NeedTerms(self.settings.need_grace_days)

    @cached_property
    def boards(self) -> Boards:
        """What the pool asks for and who could answer."""
        kept = KeptRankings(self.settings.data_dir / "rankings")
        return Boards(self.database, self.live, self.need_terms, kept)

    @cached_property
    def pool_entry(self) -> PoolEntry:
        """Use cases of entry and edit."""
        return PoolEntry(self.database, is_moderated=self.settings.moderation == "approve")

    @cached_property
    def idempotency(self) -> Idempotency:
        """Answers of requests that are repeated."""
        return Idempotency(self.database)

    @cached_property
    def reading(self) -> PoolReading:
        """Use cases of records as far as they are told to the caller."""
        return PoolReading(self.database, self.need_terms)

    @cached_property
    def passed_requests(self) -> PassedRequests:
        """Use cases of requests passed to a member."""
        return PassedRequests(self.database, self.request_steps)

    @cached_property
    def interest(self) -> InterestCounter:
        """Counts how often companies are proposed."""
        return InterestCounter(self.database)

    @cached_property
    def moderation(self) -> Moderation:
        """Use cases of what members propose."""
        return Moderation(self.database)

    @cached_property
    def company_cards(self) -> CompanyCards:
        """The use case of the card of a company."""
        return CompanyCards(self.database)

    @cached_property
    def record_cards(self) -> RecordCards:
        """The use case of the cards of offers, needs, contracts, projects and slots."""
        return RecordCards(self.database)

    @cached_property
    def duplicates(self) -> DuplicateSearch:
        """Use cases of possible duplicates."""
        return DuplicateSearch(self.database)

    @cached_property
    def merging(self) -> Merging:
        """Use cases of merging companies."""
        return Merging(self.database)

    @cached_property
    def chain_entry(self) -> ChainEntry:
        """Use cases of chains seen whole and started from a product."""
        return ChainEntry(self.database)

    @cached_property
    def partnering(self) -> Partnering:
        """Use cases of partners and of inferred inputs."""
        return Partnering(self.boards, self.database, self.open_demands)

    @cached_property
    def open_demands(self) -> OpenDemands:
        """What members could supply to whom they do not know."""
        return OpenDemands(self.database)

    @cached_property
    def gap_maps(self) -> GapMaps:
        """The use case of gap maps."""
        return GapMaps(self.database, self.boards)

    @cached_property
    def niches(self) -> Niches:
        """The use case of unmet needs and niches."""
        return Niches(self.boards, self.encoder, NicheNames(self.database, self.classifiers))

    @cached_property
    def challenges(self) -> Challenges:
        """Use cases of challenges."""
        return Challenges(self.boards, self.database, self.encoder)

    @cached_property
    def coaching(self) -> Coaching:
        """The use case of the profile coach."""
        return Coaching(self.database, self.boards, self.need_terms)

    @cached_property
    def first_links(self) -> FirstLinks:
        """The use case of what to do first."""
        return FirstLinks(self.boards, self.settings.first_contracts)

    @cached_property
    def inviting(self) -> Inviting:
        """Use cases of invitations."""
        return Inviting(self.boards, self.database, self.classifiers)

    @cached_property
    def matchmaking(self) -> Matchmaking:
        """Use cases of search."""
        return Matchmaking(self.database, self.live, self.need_terms)

    @cached_property
    def explaining(self) -> Explaining:
        """The use case of explanations."""
        return Explaining(self.database, self.live)

    @cached_property
    def reporting(self) -> Reporting:
        """The use case of reports."""
        return Reporting(self.database, self.niches, self.need_terms)

    @cached_property
    def journal(self) -> Journal:
        """Use cases of requests: written down, confirmed, listed."""
        return Journal(self.database, self.settings.silence_days)

    @cached_property
    def request_list(self) -> Listing:
        """Use cases of the list of requests."""
        return Listing(self.database, self.settings.silence_days)

    @cached_property
    def request_ledger(self) -> Accounting:
        """The use case of the outcome ledger."""
        return Accounting(self.database)

    @cached_property
    def stale_needs(self) -> Terms:
        """Use cases of needs past their term."""
        return Terms(self.database, self.need_terms, self.settings.confirm_months)

    @cached_property
    def confirming(self) -> Confirming:
        """Use cases of «актуально?»."""
        return Confirming(self.database, self.settings.confirm_months)

    @cached_property
    def consents(self) -> Consents:
        """What companies said yes to."""
        return Consents(self.database)

    @cached_property
    def contacts(self) -> Contacts:
        """Use cases of requests for contact."""
        limits = Limits(self.settings.contact_days, self.settings.contacts_per_day)
        return Contacts(self.database, self.consents, limits)

    @cached_property
    def personal_data(self) -> PersonalData:
        """The use case of all that is kept of a company."""
        return PersonalData(self.database)

    @cached_property
    def data_requests(self) -> DataRequests:
        """The use case of members who ask for their data."""
        return DataRequests(self.database)

    @cached_property
    def tidying(self) -> Tidying:
        """The daily clean-up."""
        return Tidying(self.database, self.contacts, self.settings)

    @cached_property
    def erasure(self) -> Erasure:
        """Use cases of erasing for good."""
        return Erasure(self.database, self.reindexer, self.jobs, self.settings)

    @cached_property
    def contact_list(self) -> ContactListing:
        """The use case of requests for contact seen."""
        return ContactListing(self.database)

    @cached_property
    def request_steps(self) -> Steps:
        """Use cases of what is done about a request."""
        return Steps(self.database, self.live)

    @cached_property
    def request_closing(self) -> Closing:
        """Use cases of the end of a request."""
        return Closing(self.database, self.live)

    @cached_property
    def comparing(self) -> Comparing:
        """The use case of companies side by side."""
        return Comparing(self.database, self.live)

    @cached_property
    def shortlists(self) -> Shortlists:
        """Use cases of shortlists."""
        return Shortlists(self.database, self.live, self.matchmaking)

    @cached_property
    def saved_searches(self) -> SavedSearches:
        """Use cases of saved searches."""
        return SavedSearches(self.database)

    @cached_property
    def saved_answers(self) -> KeptAnswers:
        """What saved searches show at this moment."""
        return KeptAnswers(self.boards)

    @cached_property
    def asked_needs(self) -> AskedNeeds:
        """Use cases of a need that nobody meets."""
        return AskedNeeds(self.database, self.journal, self.request_closing)

    @cached_property
    def quoting(self) -> Quoting:
        """The use case of asking for quotations."""
        return Quoting(self.database, self.matchmaking, self.need_telling, self.settings.silence_days)

    @cached_property
    def need_telling(self) -> NeedTelling:
        """What anybody may be told of a need."""
        return NeedTelling(self.database)

    @cached_property
    def classifiers(self) -> Classifiers:
        """Codes of products and activities, as loaded or else as shipped."""
        return Classifiers(self.database)

    @cached_property
    def importing(self) -> Importing:
        """Use cases of the import wizard."""
        return Importing(self.database, self.settings.imports)

    @cached_property
    def jobs(self) -> Jobs:
        """Long work beside requests."""
        return Jobs(self.settings.data_dir / "jobs")

    @cached_property
    def quality(self) -> Quality:
        """The use case of the quality page."""
        return Quality(self.database, self.live, self.scorer, self.jobs, self.settings)

    @cached_property
    def upkeep(self) -> Upkeep:
        """Use cases of snapshots and scorers kept in order."""
        return Upkeep(self.database, self.reindexer, self.scorer_training, self.jobs, self.settings)

    @cached_property
    def overview(self) -> Overview:
        """The use case of the dashboard."""
        return Overview(self.database, self.live, self.niches, self.settings)

    @cached_property
    def maps(self) -> Maps:
        """The use case of the map."""
        return Maps(self.database, self.niches, self.matchmaking, self.need_terms)

    @cached_property
    def arming(self) -> Arming:
        """Whether letters may go from this database."""
        return Arming(self.database, ArmingFile(self.settings.mail))

    @cached_property
    def mail_approval(self) -> Approval:
        """Use cases of staff about a mailing."""
        return Approval(self.arming, self.postman.mail_from)

    @cached_property
    def doubtful_letters(self) -> Doubtful:
        """Use cases of staff about letters of unknown outcome and dead addresses."""
        return Doubtful(self.arming)

    @cached_property
    def letter_links(self) -> Links:
        """Links of letters."""
        return Links(secret(self.settings.data_dir, "letters"), self.settings.letters_base)

    @cached_property
    def letter_rendering(self) -> Rendering:
        """Letters written out."""
        return Rendering(self.letter_links, self.settings.mail / "templates")

    @cached_property
    def digest_planning(self) -> Planning:
        """The use case of a plan of letters."""
        return Planning(
            self.database,
            self.boards,
            self.consents,
            self.letter_rendering,
            (self.jobs, self.mailings_at_work),
        )

    @cached_property
    def mailings_at_work(self) -> AtWork:
        """Which mailings somebody is writing."""
        return AtWork(self.settings.data_dir / "jobs")

    @cached_property
    def mailings(self) -> Mailings:
        """Use cases of mailings looked at."""
        return Mailings(self.database, self.mailings_at_work)

    @cached_property
    def mailing_edits(self) -> Editing:
        """Use cases of mailings before they go."""
        return Editing(self.database, self.letter_rendering, self.mail_approval, self.mailings_at_work)

    @cached_property
    def postman(self) -> Postman:
        """Sends what was approved."""
        return Postman(self.settings, self.arming, MaySend(self.consents), self.jobs)

    @cached_property
    def letter_choices(self) -> Choices:
        """The use case of how often a company wants letters."""
        return Choices(self.arming)

    @cached_property
    def letter_trial(self) -> Trial:
        """The use case of a letter on trial."""
        return Trial(self.mailings, self.letter_rendering, self.postman)

    @cached_property
    def letter_answers(self) -> Answering:
        """Use cases of whoever has a letter."""
        return Answering(self.arming, self.letter_links, self.contacts)

    @cached_property
    def feedback(self) -> Feedback:
        """Use cases of verdicts."""
        return Feedback(self.database)

    @cached_property
    def portals(self) -> Portals:
        """Use cases of portals."""
        return Portals(self.database)

    @cached_property
    def portal_tokens(self) -> PortalTokens:
        """Use cases of portal tokens."""
        key = secret(self.settings.data_dir, "portal-tokens")
        return PortalTokens(self.database, Signer(key, self.settings.portal_token_seconds))

    @cached_property
    def recommending(self) -> Recommending:
        """The use case of what a member is recommended."""
        return Recommending(self.database, self.boards, self.partnering, self.open_demands)

    @cached_property
    def handing_on(self) -> HandingOn:
        """Use cases of requests that members hand on to the association."""
        return HandingOn(self.database, self.boards, self.open_demands)


def bootstrap(settings: Settings, encoder: Encoder | None = None) -> Services:
    """Creates and migrates what is missing in the data folder; tests may bring an encoder of their own."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)  # contacts are for the owner only
    live_in(settings.time_zone)
    return Services(settings, open_database(settings.database, settings.data_dir), encoder)
