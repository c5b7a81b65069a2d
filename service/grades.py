"""Grades as people read them: words, never percentages."""

from collections.abc import Mapping

GRADE_WORDS: Mapping[str, str] = {
    "fits": "подходит",
    "clarify": "уточните",
    "little_data": "мало данных",
}
