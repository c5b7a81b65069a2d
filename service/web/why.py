"""«Почему нет компании …?»: the steps of the search for one company as the page shows them."""

from dataclasses import dataclass, field

from data.entry import EntryError
from data.profiles import Need
from models.explaining.contributions import Contribution
from models.explaining.questions import questions
from models.explaining.why_not import Explanation
from service.access import may_ask_why
from service.api.context import caller, services
from service.company_typed import company_meant
from service.grades import GRADE_WORDS
from service.web.search_form import SearchForm


@dataclass(frozen=True)
class Why:
    """What was typed, and the explanation or the message at the field."""

    typed: str
    error: str = ""
    found: Explanation | None = None
    contributions: list[Contribution] = field(default_factory=list)

    @property
    def headline(self) -> str:
        """Where the company ended, in one sentence."""
        if self.found is None:
            return ""
        word = GRADE_WORDS.get(self.found.grade or "", "")
        sentences = {
            "match": f"есть в ответе: место {self.found.rank}, «{word}»",
            "near_miss": f"среди ближайших, но не подходящих: место {self.found.rank}",
            "beyond_limit": f"не поместилась в ответ: место {self.found.rank}",
        }
        return sentences.get(self.found.state, "нет в ответе")

    @property
    def questions(self) -> list[str]:
        """What to ask the company."""
        return questions(self.found.reasons) if self.found else []

    @property
    def weightiest(self) -> list[Contribution]:
        """Contributions that count, the greatest first."""
        counting = [one for one in self.contributions if abs(one.contribution) >= 0.005]
        return sorted(counting, key=lambda one: -abs(one.contribution))

    @property
    def total(self) -> float:
        """The log-odds that the contributions sum to."""
        return sum(one.contribution for one in self.contributions)


def why(form: SearchForm, need: Need) -> Why | None:
    """The explanation that was asked for; None where none was, or where the caller may not ask."""
    typed = form.typed.get("why", "").strip()
    if "explain" not in form.typed or not may_ask_why(caller()):
        return None
    try:
        with services().database.reading() as session:
            company = company_meant(session, typed, "why", archived=True)
    except EntryError as error:
        return Why(typed, str(error.errors[0]))
    found, added = services().explaining.why(caller(), need, company.id, form.limit, form.filters)
    return Why(typed, found=found, contributions=added)
