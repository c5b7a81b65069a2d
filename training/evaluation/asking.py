"""Asking a running service for suppliers, and what of the answer is judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from training.judged_needs import JudgedNeed
from training.running_service import Client

SHOWN = 3  # what people look at first
ASKED = 10


@dataclass(frozen=True)
class Found:
    """A company of an answer; a near miss has no grade."""

    company: str
    probability: float
    grade: str | None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"company": self.company, "probability": self.probability, "grade": self.grade}


@dataclass(frozen=True)
class Given:
    """An answer: companies that are proposed, then the nearest misses, each in rank order."""

    matches: tuple[Found, ...]
    near_misses: tuple[Found, ...] = ()

    @property
    def first(self) -> tuple[Found, ...]:
        """The companies that people look at first."""
        return self.matches[:SHOWN]

    @property
    def ranking(self) -> list[str]:
        """Codes of all companies, best first."""
        return [found.company for found in (*self.matches, *self.near_misses)]

    def without(self, company: str) -> "Given":
        """The same answer without one company."""
        kept = (tuple(f for f in part if f.company != company) for part in (self.matches, self.near_misses))
        return Given(*kept)


def ask(client: Client, body: Mapping[str, Any], limit: int = ASKED) -> Given:
    """What the service answers to a search for suppliers."""
    answer = client.post("/api/v1/suppliers/search", {**body, "limit": limit})
    return Given(_found(answer["matches"]), _found(answer["near_misses"]))


def ask_texts(client: Client, texts: Mapping[str, str]) -> dict[str, Given]:
    """One answer a text, under the text's key."""
    return {id_: ask(client, {"need": {"text": text}}) for id_, text in texts.items()}


def ask_stored(client: Client, judged: list[JudgedNeed]) -> list[Given]:
    """Needs that stand in the pool, by their numbers there: the service knows who asks."""
    ids = _need_ids(client)
    return [ask(client, {"need_id": ids[need.code]}, SHOWN) for need in judged]


def ask_free(client: Client, judged: list[JudgedNeed]) -> list[Given]:
    """Needs that do not stand in the pool, as they would be typed; the asker is taken out of the answer."""
    return [ask(client, {"need": typed(need)}, SHOWN + 1).without(need.asker) for need in judged]


def typed(judged: JudgedNeed) -> dict[str, Any]:
    """A need as the search form sends it."""
    need = judged.need
    text = f"{need.title.rstrip('.')}. {need.description}".removesuffix(". ")
    fields = {
        "text": text,
        "kind": need.kind,
        "okpd2": need.okpd2,
        "volume": need.volume,
        "unit": need.unit,
        "place": need.place,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _found(companies: list[dict[str, Any]]) -> tuple[Found, ...]:
    return tuple(Found(c["company"]["code"], c["probability"], c["grade"]) for c in companies)


def _need_ids(client: Client) -> dict[str, int]:
    ids = {}
    for company in client.pages("/api/v1/companies", "companies"):
        for need in client.get(f"/api/v1/companies/{company['id']}")["needs"]:
            ids[need["code"]] = need["id"]
    return ids
