"""Words that only say that something is asked for: «нужен», «просим предложить», «добрый день»."""

import re

_GREETING = (
    r"(?:(?:добр(?:ый|ое|ого)\s+(?:день|вечер|утро|дня)|здравствуйте|приветствую|коллеги)\s*[!,.]*\s*)*"
)
_WISH = (
    r"(?:нуж(?:ен|на|но|ны)|требу[ею]тся|необходим(?:а|о|ы)?|надо|ищ(?:у|ем)|интересу[ею]т|куп(?:лю|им)|"
    r"приобрет[её]м|закуп(?:аем|им)|рассмотрим|(?:просим|прошу)\s+(?:вас\s+)?(?:предложить|подобрать|найти))"
)
# a greeting and the wish, at the beginning; «нужно смонтировать линию» says with the verb what is asked for
_ASKS = re.compile(rf"^\s*{_GREETING}(?:нам\s+)?(?:срочно\s+)?{_WISH}\s+(?=[^\W_])", re.IGNORECASE)
_VERB = re.compile(r"\w+(?:ть|ти|чь)(?:ся)?\b", re.IGNORECASE)


def asking_end(text: str) -> int:
    """Where what is asked for begins: 0 where the text begins with it, or with a verb that names the work."""
    asks = _ASKS.match(text)
    return asks.end() if asks and not _VERB.match(text, asks.end()) else 0
