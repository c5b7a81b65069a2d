"""Small classifiers written in a test, and their way into a database."""

from data.classifiers.loading import Published, import_classifier
from data.classifiers.recognition import classifier_sheet
from data.exchange.reporting import ImportReport
from data.exchange.spreadsheets import Table

HEADER = ("Код", "Наименование", "Пояснение")
GOODS = (
    ("23", "Изделия минеральные неметаллические", None),
    ("23.6", "Изделия из бетона", None),
    ("23.61", "Изделия из бетона для строительства", "Эта группировка не включает: - кирпич"),
    ("23.61.1", "Изделия строительные из бетона", None),
    ("23.61.11", "Черепица, плиты и кирпич из бетона", None),
    ("23.61.11.140", "Блоки силикатные", None),
    ("23.61.11.141", "Блоки стеновые силикатные", None),
)


def words(entry):
    return entry.name.casefold(), ""


def load(database, *rows, title="ОКПД2"):
    """The report of a load; all rows stand below one header."""
    table = Table(title, HEADER, tuple(enumerate(rows, 2)))
    report = ImportReport()
    with database.changing("test", "import") as session:
        import_classifier(session, Published(classifier_sheet(table), table, "окпд2.csv"), words, report)
    return report
