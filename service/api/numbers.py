"""Numbers of the model in answers: only for those who see them."""

from typing import Any

from service.access import Caller, sees_probability


def told(answer: dict[str, Any], caller: Caller) -> dict[str, Any]:
    """The answer with numbers of the model for those who see them, else without any."""
    if sees_probability(caller):
        return answer
    return {name: _without_numbers(value) for name, value in answer.items()}


def _without_numbers(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_numbers(part) for part in value]
    if not isinstance(value, dict):
        return value
    return {name: None if name == "probability" else _without_numbers(part) for name, part in value.items()}
