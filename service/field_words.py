"""What fields and their values are called before people, where no form of its own says so."""

from collections.abc import Mapping

from data import vocabulary
from data.exchange.columns import SHEETS
from data.vocabulary import Words, russian

# what no sheet of the exchange format has
_OTHERS: Mapping[str, str] = {
    "accepted": "Решение о входе",
    "amount_rub": "Сумма, руб.",
    "answer_rub": "Сумма КП, ₽",
    "answer_text": "Условия",
    "archived_at": "В архиве",
    "asked_by_company_id": "Кто обратился",
    "channel": "Как пришло",
    "closed_at": "Закрыто",
    "company": "Компания",
    "company_id": "Компания",
    "contract_rub": "Сумма договора, ₽",
    "contract_text": "Заметка",
    "customer_id": "Заказчик",
    "deadline": "Срок",
    "disabled_at": "Отключение",
    "filled_by": "Закрыто кем",
    "initiator_id": "Инициатор",
    "login": "Логин",
    "need_id": "Потребность",
    "next_action": "Следующий шаг",
    "no_result_text": "Подробнее",
    "note": "Заметка",
    "note_text": "Заметка",
    "password_hash": "Пароль",
    "reason": "Причина",
    "responsible_id": "Ответственный",
    "revoked_at": "Отзыв",
    "role": "Роль",
    "state": "Состояние",
    "supplier_id": "Поставщик",
    "text": "Текст",
    "topic": "Тема",
    "undone_at": "Отмена",
    "verdict": "Вердикт",
    "withdrawn_at": "Отмена",
}
_BY_TABLE: Mapping[str, Mapping[str, str]] = {
    sheet.name: {column.field: column.title for column in sheet.columns} for sheet in SHEETS
} | {"users": {"name": "Имя"}}
_ANYWHERE: Mapping[str, str] = {
    column.field: column.title for sheet in reversed(SHEETS) for column in sheet.columns
} | dict(_OTHERS)
_LISTS: Mapping[str, Words] = {
    "channel": vocabulary.CHANNELS,
    "kind": {**vocabulary.KINDS, **vocabulary.CHAIN_KINDS},
    "role": vocabulary.PERSON_ROLES,
    "roles": vocabulary.ROLES,
    "stage": {**vocabulary.CHAIN_STAGES, **vocabulary.PROJECT_STAGES},
    "status": vocabulary.STATUSES,
    "topic": vocabulary.CHALLENGE_TOPICS,
    "verdict": vocabulary.VERDICTS,
    "visibility": vocabulary.VISIBILITIES,
    "reason": {**vocabulary.VERDICT_REASONS, **vocabulary.NO_RESULT_REASONS},
}


def field_word(name: str, table: str = "") -> str | None:
    """«Мощность в месяц» of capacity_per_month; None for a field that people never see."""
    return _BY_TABLE.get(table, {}).get(name) or _ANYWHERE.get(name)


def value_word(name: str, value: str) -> str:
    """«материал» of the kind material; a value of no closed list as it is."""
    return russian(_LISTS.get(name, {}), value)
