"""What can go wrong, in the words of the users; `service.app` alone knows which status each one is."""


class ServiceError(Exception):
    """Base of the errors that a caller may see; the message is Russian."""


class NotFoundError(ServiceError):
    """There is no such thing, or not for this caller: the two look the same."""


class WaitsError(ServiceError):
    """Nothing is wrong: a member's change is kept as a proposal and waits for a yes of the staff."""

    def __init__(self, proposal_id: int) -> None:
        super().__init__("Правка ждёт проверки сотрудником ассоциации")
        self.proposal_id = proposal_id


class NotReadyError(ServiceError):
    """The service cannot answer yet."""


class UnauthorizedError(ServiceError):
    """Nobody known is asking."""


class ForbiddenError(ServiceError):
    """The caller is known and may not."""


class StaleError(ServiceError):
    """The record is not any more what the caller has seen of it."""


class InvalidError(ServiceError):
    """What was sent is wrong at some places: (JSON pointer or parameter name, what to mend)."""

    def __init__(self, places: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(message for _, message in places))
        self.places = places
