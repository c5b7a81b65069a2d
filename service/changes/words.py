"""What the log calls actions and kinds of records; every action that the code takes has words here."""

from collections.abc import Iterator, Mapping

# in the order of the choice on the page
KINDS: Mapping[str, str] = {
    "companies": "Компании",
    "offers": "Предложения",
    "needs": "Потребности",
    "contracts": "Договоры",
    "chains": "Цепочки",
    "projects": "Проекты",
    "slots": "Звенья",
    "requests": "Обращения",
    "contacts": "Запросы контактов",
    "consents": "Согласия",
    "verdicts": "Вердикты",
    "challenges": "Вызовы",
    "inputs": "Входы продукции",
    "invitations": "Приглашения",
    "reports": "Справки",
    "shortlists": "Списки к потребностям",
    "saved_searches": "Сохранённые поиски",
    "import": "Загрузки таблиц",
    "mailings": "Рассылки",
    "letters": "Письма",
    "suppressions": "Отписавшиеся адреса",
    "mail": "Отправка писем",
    "users": "Люди",
    "keys": "Ключи API",
}
# kinds of actions that are not called as their table
TABLE_OF: Mapping[str, str] = {
    "inputs": "input_decisions",
    "import": "imports",
    "shortlists": "shortlist_marks",
    "mail": "mail_arming",
    "contacts": "contact_requests",
}

_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "f": ("заведена", "изменена", "убрана в архив", "возвращена из архива"),
    "m": ("заведён", "изменён", "убран в архив", "возвращён из архива"),
    "n": ("заведено", "изменено", "убрано в архив", "возвращено из архива"),
}
_RECORDS: Mapping[str, tuple[str, str]] = {
    "companies": ("Компания", "f"),
    "offers": ("Предложение", "n"),
    "needs": ("Потребность", "f"),
    "contracts": ("Договор", "m"),
    "chains": ("Цепочка", "f"),
    "projects": ("Проект", "m"),
    "slots": ("Звено", "n"),
    "challenges": ("Вызов", "m"),
}


def _of_records() -> Iterator[tuple[str, str]]:
    for table, (word, gender) in _RECORDS.items():
        for verb, ending in zip(("create", "update", "archive", "restore"), _ENDINGS[gender], strict=True):
            yield f"{table}.{verb}", f"{word} {ending}"


ACTIONS: Mapping[str, str] = dict(_of_records()) | {
    "companies.merge": "Компании объединены",
    "companies.unmerge": "Объединение компаний отменено",
    "companies.tell_apart": "Отмечено: это разные компании",
    "companies.take_back_apart": "Снята отметка «это разные»",
    "chains.start": "Цепочка заведена по изделию",
    "projects.start": "Проект заведён по изделию",
    "slots.fill": "Звено: добавлен поставщик",
    "slots.release": "Звено: поставщик убран",
    "requests.create": "Обращение записано",
    "requests.confirm": "Обращение подтверждено",
    "requests.change": "Обращение изменено",
    "requests.note": "Обращение: заметка",
    "requests.asked": "Обращение: запрошены КП",
    "requests.passed": "Обращение передано",
    "requests.reminded": "Обращение: напоминание о КП",
    "requests.split": "Обращение разделено на несколько",
    "requests.answer": "Обращение: ответ поставщика",
    "requests.close": "Обращение закрыто",
    "contacts.ask": "Контакт запрошен",
    "contacts.granted": "Запрос контакта: согласие",
    "contacts.declined": "Запрос контакта: отказ",
    "contacts.pass": "Контакты переданы",
    "contacts.withdraw": "Запрос контакта отозван",
    "contacts.undo": "Запрос контакта: ответ отменён",
    "contacts.note": "Запрос контакта: заметка",
    "contacts.expire": "Запросы контактов, чей срок прошёл",
    "consents.give": "Согласие записано",
    "consents.withdraw": "Согласие отозвано",
    "requests.reopen": "Обращение открыто снова",
    "needs.term": "Потребность: новый срок",
    "companies.confirm": "Компания: данные подтверждены",
    "companies.unconfirm": "Компания: подтверждение отменено",
    "verdicts.give": "Вердикт дан",
    "verdicts.take_back": "Вердикт отменён",
    "inputs.decide": "Вход: сказано, верен ли",
    "inputs.forget": "Вход: решение отменено",
    "invitations.mark": "Отмечено приглашение",
    "invitations.take_back": "Отметка о приглашении снята",
    "reports.keep": "Справка сформирована",
    "shortlists.mark": "Список к потребности: отметки",
    "saved_searches.create": "Поиск сохранён",
    "saved_searches.rename": "Сохранённый поиск переименован",
    "saved_searches.delete": "Сохранённый поиск убран",
    "saved_searches.restore": "Сохранённый поиск возвращён",
    "mail.arm": "Отправка писем разрешена или остановлена",
    "mailings.approve": "Рассылка утверждена",
    "mailings.pause": "Рассылка приостановлена",
    "mailings.resume": "Рассылка продолжена",
    "mailings.cancel": "Рассылка отменена",
    "letters.arrived": "Письмо: сказано, что дошло",
    "letters.send_again": "Письмо отправлено снова",
    "suppressions.lift": "Адрес снова получает письма",
    "import": "Таблица загружена",
    "import.undo": "Загрузка отменена",
    "demo": "Загружен демонстрационный пул",
    "users.create": "Человек заведён",
    "users.update": "Имя или роль изменены",
    "users.password": "Дан новый пароль",
    "users.own_password": "Пароль сменён самим",
    "users.disable": "Вход отключён",
    "users.enable": "Вход включён",
    "keys.create": "Ключ создан",
    "keys.revoke": "Ключ отозван",
}
