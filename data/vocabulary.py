"""The closed lists of the field: Russian words that people write, English names that the code uses.

Each list maps an English name to the Russian word shown first and to other spellings that imports accept.
"""

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, tuple[str, ...]]


def _words(**lists: tuple[str, ...]) -> Words:
    return MappingProxyType(lists)


STATUSES = _words(
    member=("участник", "член кластера", "действующий участник"),
    joining=("вступает", "вступающий", "на вступлении"),
    prospect=("в проработке", "потенциальный участник", "потенциальный", "кандидат"),
    outside_customer=("внешний заказчик", "заказчик вне кластера"),
)

KINDS = _words(
    product=("товар", "продукция", "изделие"),
    material=("материал", "сырьё", "материалы"),
    component=("компонент", "комплектующие", "деталь"),
    equipment=("оборудование", "техника"),
    service=("услуга", "услуги"),
    work=("работа", "работы"),
)

ROLES = _words(
    manufacturer=("производитель", "изготовитель", "завод"),
    supplier=("поставщик", "продавец", "дилер"),
    contractor=("подрядчик",),
    designer=("проектировщик",),
    developer_builder=("застройщик",),
    customer=("заказчик",),
    carrier=("перевозчик",),
    service_provider=("услуги", "исполнитель услуг"),
    lessor=("арендодатель",),
)

VISIBILITIES = _words(
    private=("закрытая", "только сотрудникам"),
    cluster=("кластер", "открытая", "участникам"),
)

CHAIN_KINDS = _words(vertical=("вертикальная",), horizontal=("горизонтальная",))
CHAIN_STAGES = _words(conceived=("задумана",), forming=("формируется",), formed=("сформирована",))
PROJECT_STAGES = _words(
    idea=("идея",), initiated=("инициирован",), in_progress=("реализуется",), launched=("запущен",)
)
SLOT_STATES = _words(filled=("закрыто",), single_source=("один поставщик",), open=("открыто",))
SLOT_BASES = _words(contract=("договор",), agreement=("соглашение", "договорённость"))
CHALLENGE_TOPICS = _words(
    certification=("сертификация",),
    power=("энергия", "электроэнергия", "мощности"),
    land=("земля", "площадка"),
    staff=("кадры",),
    finance=("финансы", "финансирование"),
    other=("прочее",),
)

VERDICTS = _words(
    suitable=("подходит",),
    unsuitable=("не подходит",),
    known=("уже работаем",),
    contacted=("связались",),
    quoted=("КП получено", "получено КП"),
    contract=("договор", "договор заключён"),
)
# why a pair is unsuitable; only the first says anything about relevance
VERDICT_REASONS = _words(
    wrong_product=("не тот товар",),
    far=("далеко",),
    expensive=("дорого",),
    volume=("объём",),
    no_answer=("не отвечает",),
)

CHANNELS = _words(
    call=("звонок",), mail=("письмо",), messenger=("мессенджер",), visit=("лично",), portal=("портал",)
)
REQUEST_STATES = _words(
    draft=("черновик",),
    in_progress=("в работе",),
    passed=("передан",),
    quoted=("КП получено", "получено КП"),
    contract=("закрыт: договор",),
    no_result=("закрыт: без результата",),
)
REQUEST_EVENTS = _words(
    received=("записан",),
    confirmed=("потребность заведена",),
    changed=("изменён",),
    passed=("передан",),
    asked=("КП запрошено",),
    contact=("запрошен контакт",),
    reminded=("напомнили",),
    answered=("КП получено",),
    ready=("готов поставить",),
    declined=("отказ",),
    silence=("не отвечает",),
    note=("заметка",),
    closed=("закрыт",),
    reopened=("открыт снова",),
)
# why a request ended without a contract
NO_RESULT_REASONS = _words(
    no_supplier=("поставщика не нашлось",),
    withdrawn=("больше не нужно",),
    price=("не сошлись в цене",),
    terms=("не сошлись в сроках и условиях",),
    elsewhere=("купили вне кластера",),
    mistake=("не обращение",),
)

# what a company says yes or no to, and how its answer came
CONSENT_KINDS = _words(
    contacts=("контактное лицо",), letters=("письма с рекомендациями",), portal=("показ в порталах",)
)
CONSENT_BASES = _words(own=("сама компания",), paper=("на бумаге",), mail=("письмом по почте",))

CONTACT_STATES = _words(
    asked=("ждёт ответа",),
    granted=("согласились",),
    passed=("контакты переданы",),
    declined=("отказались",),
    expired=("срок прошёл",),
    withdrawn=("запрос отозван",),
)
CONTACT_EVENTS = _words(
    asked=("запрошен контакт",),
    granted=("согласились",),
    declined=("отказались",),
    passed=("контакты переданы",),
    withdrawn=("запрос отозван",),
    expired=("срок прошёл",),
    undone=("ответ отменён",),
    note=("заметка",),
)

# what became of a change that a member has proposed
PROPOSAL_STATES = _words(
    waits=("ждёт проверки",), approved=("принято",), declined=("отклонено",), withdrawn=("отозвано",)
)

# how often a company wants letters, and how far mailings and their letters have come
LETTER_FREQUENCIES = _words(
    when_new=("когда есть новое",),
    monthly=("раз в месяц",),
    quarterly=("раз в квартал",),
    never=("не присылать",),
)
MAILING_STATES = _words(
    planning=("составляется",),
    interrupted=("не составлена",),
    draft=("черновик",),
    approved=("отправляется",),
    paused=("приостановлена",),
    cancelled=("отменена",),
    done=("завершена",),
)
LETTER_STATES = _words(
    draft=("черновик",),
    excluded=("исключено",),
    queued=("в очереди",),
    claimed=("взято из очереди",),
    sending=("отправляется",),
    sent=("отправлено",),
    failed=("не доставлено",),
    unknown=("неизвестно",),
    skipped=("не отправлено",),
)

# what a person who signs in may do
PERSON_ROLES = _words(
    administrator=("администратор",), staff=("сотрудник", "сотрудница"), reader=("читатель",)
)

GOODS_KINDS = frozenset({"product", "material", "component"})


def russian(words: Words, name: str) -> str:
    """The word shown to people for an English name; an unknown name is shown as it is."""
    return words[name][0] if name in words else name


def english(words: Words, text: str) -> str | None:
    """The English name of a Russian word or of itself, in any case and with е for ё; None when unknown."""
    wanted = _fold(text)
    for name, spellings in words.items():
        if wanted == name or wanted in map(_fold, spellings):
            return name
    return None


def choices(words: Words) -> str:
    """The words shown in a message about a wrong one: «участник, вступает, ...»."""
    return ", ".join(spellings[0] for spellings in words.values())


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
