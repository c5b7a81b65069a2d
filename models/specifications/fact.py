"""A fact that a text states of a thing: «плотность D500»."""

from dataclasses import dataclass

from models.specifications.values import Rule, Value


@dataclass(frozen=True)
class Fact:
    """A property and the values that are stated for it; several values are a choice.

    `name` is Russian, as staff read it. `subject` tells things apart that share a name of a property:
    М500 of cement and of concrete. Facts of different names or subjects are never compared.
    One that is not `firm` may be said of something else: it widens a choice, and contradicts nothing.
    """

    name: str
    subject: str
    values: tuple[Value, ...]
    start: int
    end: int
    rule: Rule = Rule.EXACT
    firm: bool = True
