"""Specifications read out of a text as typed facts: grades, classes, sizes, fractions, codes, kinds.

What is a volume ordered, a date, a price, a distance or a term has no reader here, so it is no fact.
"""

import re
from functools import lru_cache

from models.reading.refusal_clauses import blanked, declined, refusals
from models.reading.spans import folded
from models.reading.text import beginning
from models.specifications.codes import codes
from models.specifications.fact import Fact
from models.specifications.grains import bare_sizes, grains
from models.specifications.marks import marks
from models.specifications.measures import measures
from models.specifications.sizes import sizes
from models.specifications.words import kinds

READERS = (marks, sizes, grains, bare_sizes, measures, codes, kinds)

_CLAUSE_END = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[!?;:()\n]")
# clauses that tell what there is, was or came instead: «стрелы 42 м не хватает», «EI60 предлагали трижды»
_COMPLAINT = re.compile(
    r"\b(?:не хват\w+|маловат\w*|не тянет|не тянут|предлагали|присылали|привозили|привезли|приезжает|возили|"
    r"везли|раньше|прежде|сейчас|теперешн\w+|нынешн\w+|прошл\w+|пробовали|вместо|взамен|замен[аы]|не путать|"
    r"есть сво\w+|уже есть|есть(?=\s*$)|не обеща\w+|не спраш\w+|не бывает|нет(?=\s*$)|"
    r"не вста[её]т|не встают|не встан\w+|не влез\w+|не помест\w+|не помеща\w+)\b"
)


@lru_cache(maxsize=32_768)
def facts(text: str) -> tuple[Fact, ...]:
    """What an offer states, in order of the text; clauses of what it does not do are left out."""
    return _read(blanked(folded(beginning(text)), declined(text)))


@lru_cache(maxsize=4096)
def wanted_facts(text: str) -> tuple[Fact, ...]:
    """What a need asks for, in order of the text; what it refuses or complains of is left out."""
    return _read(blanked(folded(beginning(text)), refusals(text)))


def _read(low: str) -> tuple[Fact, ...]:
    low = _without_complaints(low)
    found = [fact for reader in READERS for fact in reader(low)]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end)))


def _without_complaints(low: str) -> str:
    """The text with spaces for the clauses that complain, so that all spans stay where they are."""
    start = 0
    for end in [*(mark.start() for mark in _CLAUSE_END.finditer(low)), len(low)]:
        if _COMPLAINT.search(low[start:end]):
            low = low[:start] + " " * (end - start) + low[end:]
        start = end
    return low
