"""What the verdict forms of an answer send along, and which verdicts stand on what was asked."""

from dataclasses import dataclass
from typing import ClassVar

from data.exchange.rows import sentence
from data.tables.pool import VerdictRow
from data.vocabulary import VERDICT_REASONS, VERDICTS
from models.candidates import Answer, Candidate
from service.judging.standing import HIDING, Standing
from service.web.search_form import SUPPLIERS, SearchForm

Options = list[tuple[str, str]]  # the value that is sent, and what people read


@dataclass(frozen=True)
class HiddenPair:
    """A pair that «не подходит» keeps out of the answer, and the verdict to take back."""

    verdict_id: int
    title: str
    reason: str


@dataclass(frozen=True)
class Judging:
    """One answer's verdicts: `fields` are hidden in every form.

    They are None where no verdict can be given: what was asked is no record, or the caller may not judge.
    """

    side: str
    fields: dict[str, str] | None
    standing: Standing
    positive: ClassVar[Options] = [(n, sentence(w[0])) for n, w in VERDICTS.items() if n != HIDING]
    reasons: ClassVar[Options] = [(n, w[0]) for n, w in VERDICT_REASONS.items()]

    @property
    def may_judge(self) -> bool:
        """Whether the caller gives verdicts on this answer and takes them back."""
        return self.fields is not None

    @property
    def hidden(self) -> list[HiddenPair]:
        """What the answer would hold but for a verdict."""
        return [HiddenPair(row.id, _title(row, self.side), row.reason or "") for row in self.standing.hiding]

    def verdict_on(self, candidate: Candidate) -> VerdictRow | None:
        """The latest verdict on a company of the answer."""
        if self.side == SUPPLIERS:
            return self.standing.on_company(candidate.company.id)
        return self.standing.on_needs([scored.pair.need.id for scored in candidate.pairs])

    def target_field(self, candidate: Candidate) -> str:
        """Which field of a verdict names the company's record; a provisional offer has only its company."""
        if self.side != SUPPLIERS:
            return "need_id"
        return "company_id" if candidate.pairs[0].pair.offer.provisional else "offer_id"

    def targets(self, candidate: Candidate) -> Options:
        """The records that a verdict may be about, best first."""
        if self.target_field(candidate) == "company_id":
            return [(str(candidate.company.id), candidate.company.name)]
        pairs = [scored.pair for scored in candidate.pairs]
        if self.side == SUPPLIERS:
            return [(str(pair.offer.id), pair.offer.title) for pair in pairs]
        return [(str(pair.need.id), pair.need.title) for pair in pairs]


def asked_fields(form: SearchForm, answer: Answer, record_id: int | None) -> dict[str, str] | None:
    """The hidden fields: what was asked, and on which snapshot.

    `record_id` is of the need or offer of the pool that was asked as it stands. An offer typed by hand is no
    record, so that nothing can be said of it.
    """
    common = {"snapshot": answer.snapshot}
    if record_id:
        return common | {"need_id" if form.side == SUPPLIERS else "offer_id": str(record_id)}
    return common | _typed(form) if form.side == SUPPLIERS else None


def _typed(form: SearchForm) -> dict[str, str]:
    values = {
        "text": form.text,
        "kind": form.kind,
        "okpd2": form.okpd2,
        "volume": None if form.volume is None else repr(form.volume),
        "unit": form.unit,
        "place": form.place,
    }
    return {name: value for name, value in values.items() if value}


def _title(row: VerdictRow, side: str) -> str:
    if side != SUPPLIERS:
        return row.need_text or ""
    return f"{row.company.name}: {row.offer_title}" if row.offer_title else row.company.name
