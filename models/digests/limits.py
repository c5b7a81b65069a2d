"""The limits of a mailing, as staff set them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """At most `items` a letter, of them `of_a_kind` and `of_a_topic`; at most `letters` name one company.

    Whoever fits somebody's need is named in at least `exposure` letters, as far as the other limits allow.
    """

    items: int = 5
    of_a_kind: int = 3
    of_a_topic: int = 2
    letters: int = 5
    exposure: int = 1

    def __post_init__(self) -> None:
        if min(self.items, self.of_a_kind, self.of_a_topic, self.letters) < 1 or self.exposure < 0:
            raise ValueError(f"limits below one: {self}")
        if self.exposure > self.letters:
            raise ValueError(f"more letters must name a company than may: {self}")
