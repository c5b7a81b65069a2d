"""What the page and the command tell of the tables that something is kept in."""

from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "companies": "Карточка компании",
    "offers": "Предложения",
    "needs": "Потребности",
    "challenges": "Вызовы",
    "contracts": "Договоры",
    "projects": "Проекты цепочек",
    "requests": "Обращения",
    "request_events": "Записи журнала",
    "contact_requests": "Запросы контактов",
    "contact_events": "История запросов контактов",
    "consents": "Согласия",
    "verdicts": "Вердикты",
    "letters": "Письма",
    "letter_answers": "Ответы на письма",
    "users": "Учётные записи",
    "keys": "Ключи API",
    "portals": "Порталы",
    "invitations": "Приглашения",
    "input_decisions": "Решения о сырье",
    "shortlist_marks": "Отметки в коротких списках",
    "confirmations": "Подтверждения данных",
    "proposals": "Правки на проверке",
    "interest": "Сколько раз искали",
    "mailing_choices": "Настройки писем",
    "merges": "Объединения карточек",
    "told_apart": "Отметки «это разные»",
    "audit_log": "Журнал изменений",
}
SECRETS = frozenset({"password_hash", "secret_sha256"})
