"""A small classifier loaded into an installation by the door that people use."""

from service.importing.loading import load_file
from tests.data.classifier_files import GOODS, HEADER
from tests.data.sheet_files import write_csv


def load_goods(services, folder, *rows, name="окпд2.csv"):
    path = write_csv(folder / name, HEADER, *(rows or GOODS))
    with services.database.changing("test", "import") as session:
        return load_file(session, path)
