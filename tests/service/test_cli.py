"""The command line as it is used: real processes over folders of their own, with a tiny encoder."""

import json
import os

import pytest

from tests.models.tiny_models import save_tiny_encoder
from tests.service.installation import Installation

COMPANIES = "Код;Название;Статус;О компании\nК-1;Бетонный двор;участник;\nК-2;Молчун;;Ремонт окна\n"
OFFERS = "Код;Наименование;Вид\nК-1;бетон;товар\nК-1;арматура;товар\n"


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return save_tiny_encoder(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def installation(tmp_path, encoder):
    return Installation(tmp_path, encoder)


@pytest.fixture(scope="module")
def filled(tmp_path_factory, encoder):
    """An installation with a small pool; tests that share it must not change it."""
    made = Installation(tmp_path_factory.mktemp("filled"), encoder)
    made.json("import", made.file("Компании.csv", COMPANIES))
    made.json("import", made.file("Предложения.csv", OFFERS))
    return made


def assert_one_line(done, code, *words):
    """The command failed as its help says: one line on stderr, nothing on stdout, no traceback."""
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    lines = [line for line in done.stderr.splitlines() if not line.endswith("…")]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("Ошибка: ")
    assert [word for word in words if word not in lines[0]] == []


def test_an_import_counts_what_it_did_and_a_second_one_changes_nothing(installation):
    file = installation.file("Компании.csv", COMPANIES)
    first, second = installation.json("import", file), installation.json("import", file)
    counts = ("read", "created", "updated", "unchanged", "rejected")
    assert [first[name] for name in counts] == [2, 2, 0, 0, 0]
    assert [second[name] for name in counts] == [2, 0, 0, 2, 0]


def test_files_of_the_installation_are_closed_to_other_people_of_the_machine(installation):
    folder = installation.folder / "data"
    folder.mkdir(mode=0o755)
    installation.json("import", installation.file("Компании.csv", COMPANIES))
    assert [path.name for path in folder.rglob("*") if path.stat().st_mode & 0o007] == []


def test_a_dry_run_tells_and_changes_nothing(installation):
    file = installation.file("Компании.csv", COMPANIES)
    done = installation.run("import", file, "--dry-run", "--json")
    assert json.loads(done.stdout)["created"] == 2
    assert "ничего не изменено" in done.stderr
    assert installation.json("import", file)["created"] == 2


def test_a_rejected_row_is_named(installation):
    file = installation.file("Компании.csv", "Код;Название;ИНН\nК-1;Завод;123\nК-2;Цех;\n")
    report = installation.json("import", file)
    assert (report["created"], report["rejected"]) == (1, 1)
    (problem,) = report["problems"]
    assert (problem["sheet"], problem["row"], problem["column"]) == ("Компании", 2, "ИНН")
    assert "ИНН" in problem["message"]


def test_an_export_can_be_imported_and_is_the_same_pool(filled, installation):
    book = installation.folder / "pool.xlsx"
    assert filled.json("export", book) == {"file": str(book), "records": 4}
    assert installation.json("import", book)["created"] == 4
    assert installation.json("import", book)["unchanged"] == 4


def test_verdicts_are_exported_as_lines_for_training(filled, installation):
    path = installation.folder / "verdicts.jsonl"
    assert filled.json("export", "--verdicts", path) == {"file": str(path), "records": 0}
    assert path.read_text() == ""


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("нет.xlsx", None, "не читается"),
        ("пуст.csv", b"", "пуст"),
        ("не таблица.xlsx", b"PK\x03\x04 nonsense", "повреждён"),
        ("картинка.png", b"\x89PNG\x00\x00", "не таблица"),
        ("чужое.csv", "имя;фамилия\nа;б\n".encode(), "Заголовок"),
        ("[bold]нет.csv", None, "[bold]нет.csv"),
    ],
)
def test_a_file_that_is_of_no_use_is_one_line_and_2(installation, name, content, words):
    path = installation.folder / name
    if content is not None:
        path.write_bytes(content)
    assert_one_line(installation.run("import", path, "--json"), 2, words)


@pytest.mark.parametrize(
    ("setting", "value"),
    [("PORT", "abc"), ("PORT", "0"), ("PORT", "99999"), ("THREADS", "-1"), ("SECURE_COOKIES", "может быть")],
)
def test_a_wrong_setting_is_one_line_and_2(installation, setting, value):
    assert_one_line(installation.run("keys", "list", **{setting: value}), 2, setting)


def test_an_empty_setting_is_as_if_it_were_not_set(installation):
    assert installation.run("keys", "list", "--json", PORT="", DATABASE_URL="").returncode == 0


@pytest.mark.parametrize("command", [("doctor",), ("keys", "create", "--scope", "staff"), ("match", "бетон")])
def test_a_data_folder_that_cannot_be_made_is_one_line_and_1(installation, command):
    blocker = installation.file("файл", "")
    done = installation.run(*command, "--json", DATA_DIR=str(blocker / "data"))
    assert_one_line(done, 1, str(blocker))


def test_a_data_folder_that_cannot_be_written_is_one_line_and_1(installation):
    assert_one_line(installation.run("keys", "list", DATA_DIR="/proc/svyazka"), 1, "/proc/svyazka")


@pytest.mark.parametrize("url", ["abc", "mysql://host/base", "postgresql+psycopg://host:port/base"])
def test_a_database_that_cannot_be_is_one_line(installation, url):
    assert_one_line(installation.run("keys", "list", DATABASE_URL=url), 1, "базы данных")


@pytest.mark.parametrize("command", [("build",), ("match", "бетон")])
def test_an_encoder_that_is_not_there_is_one_line_and_1(installation, command):
    missing = "/nowhere/" + "very-long-name-" * 12
    assert_one_line(installation.run(*command, ENCODER=missing), 1, missing)


def test_a_match_builds_what_it_needs_and_answers_as_the_api_does(filled):
    answer = filled.json("match", "бетон", "--limit", "1")
    told = {"matches", "near_misses", "no_match", "offers_something", "snapshot", "model"}
    assert told == set(answer)
    (found,) = [*answer["matches"], *answer["near_misses"]]
    assert found["company"]["code"] == "К-1"
    assert found["offers"][0]["title"] == "бетон"


def test_what_was_imported_since_is_found_at_once(installation):
    installation.json("import", installation.file("Компании.csv", COMPANIES))
    before = installation.json("match", "бетон")
    installation.json("import", installation.file("Предложения.csv", OFFERS))
    after = installation.json("match", "бетон")
    titles = [o["title"] for c in after["matches"] + after["near_misses"] for o in c["offers"]]
    assert before["snapshot"] != after["snapshot"] and "бетон" in titles


def test_logs_and_notes_go_to_stderr(filled):
    done = filled.run("match", "бетон", "--json")
    json.loads(done.stdout)
    assert "snapshot taken up" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("match", ""), "пуста"),
        (("match", " \n"), "пуста"),
        (("match", "б" * 10_001), "10000"),
        (("match", "бетон", "--kind", "дирижабль"), "дирижабль"),
        (("keys", "create", "--scope", "admin"), "staff"),
        (("users", "create", "x", "--password", "123"), "короче"),
        (("users", "create", " "), "логин"),
    ],
)
def test_wrong_words_are_one_line_and_2(filled, arguments, words):
    assert_one_line(filled.run(*arguments), 2, words)


@pytest.mark.parametrize(
    "arguments",
    [
        ("match",),
        ("match", "бетон", "--limit", "0"),
        ("match", "бетон", "--limit", "x"),
        ("нет",),
        ("keys", "create"),
    ],
)
def test_a_command_line_that_cannot_be_read_ends_with_2(filled, arguments):
    done = filled.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("keys", "revoke", "нет"), ("users", "password", "никто")])
def test_what_is_not_there_is_one_line_and_1(filled, arguments):
    assert_one_line(filled.run(*arguments), 1)


def test_bytes_that_are_no_text_are_searched_as_far_as_they_can_be(filled):
    answer = filled.json("match", os.fsdecode(b"\xff\xfe " + "бетон".encode()))
    assert answer["snapshot"]


def test_a_key_is_shown_once_listed_without_its_secret_and_revoked(installation):
    made = installation.json("keys", "create", "--scope", "staff", "--note", "тест")
    assert set(made) == {"id", "key", "scope", "role"}
    assert made["role"] == "staff"
    listed = installation.run("keys", "list", "--json").stdout
    assert made["key"].rsplit("_", 1)[1] not in listed
    assert installation.run("keys", "revoke", made["id"]).returncode == 0
    (key,) = installation.json("keys", "list")["keys"]
    assert (key["id"], key["note"], key["revoked"]) == (made["id"], "тест", True)


def test_a_user_gets_a_password_and_another_one(installation):
    first = installation.json("users", "create", "Masha", "--name", "Маша")
    second = installation.json("users", "password", "masha")
    assert first["login"].casefold() == second["login"] == "masha"
    assert first["password"] != second["password"]
    assert_one_line(installation.run("users", "create", "masha"), 2, "занят")


def test_people_get_roles_and_are_disabled_and_enabled(installation):
    installation.json("users", "create", "masha")
    installation.json("users", "create", "petya", "--role", "читатель")
    assert installation.json("users", "role", "petya", "staff")["role"] == "staff"
    assert installation.json("users", "disable", "petya")["disabled"] is True
    listed = {one["login"]: one for one in installation.json("users", "list")["users"]}
    assert (listed["masha"]["role"], listed["petya"]["disabled"]) == ("administrator", True)
    assert installation.json("users", "enable", "petya")["disabled"] is False
    assert_one_line(installation.run("users", "disable", "masha"), 2, "последний администратор")
    assert_one_line(installation.run("users", "unlock", "nobody"), 1, "nobody")


def test_a_build_that_is_fresh_is_not_repeated(filled):
    name = filled.json("build")["snapshot"]
    filled.run("build", "--if-stale")
    assert (filled.folder / "data" / "snapshots" / "CURRENT").read_text() == name


def test_a_build_ranks_ahead_so_that_the_first_plan_only_reads(installation):
    installation.json("import", installation.file("Компании.csv", COMPANIES))
    installation.json("import", installation.file("Предложения.csv", OFFERS))
    installation.json("import", installation.file("Потребности.csv", "Код;Наименование\nК-2;бетон\n"))
    built = installation.run("build", "--json")
    name = json.loads(built.stdout)["snapshot"]
    assert [path.stem for path in (installation.folder / "data" / "rankings").glob("*.npz")] == [name]
    assert "Подбираем заранее, кто что поставит: 0 из 1" in built.stderr


def test_the_doctor_names_what_is_missing_and_ends_with_1(installation):
    report = installation.json("doctor", code=1)
    wrong = {check["name"]: check["detail"] for check in report["checks"] if not check["ok"]}
    assert list(wrong) == ["Снимок"]
    assert "service build" in wrong["Снимок"]


def test_the_doctor_is_content_with_a_whole_installation_and_names_a_damaged_file(installation):
    name = installation.json("build")["snapshot"]
    assert {check["ok"] for check in installation.json("doctor")["checks"]} == {True}
    (installation.folder / "data" / "snapshots" / name / "pool.json").write_text("{}")
    report = installation.json("doctor", code=1)
    assert "pool.json" in next(c["detail"] for c in report["checks"] if not c["ok"])


def test_the_demo_comes_once_with_a_way_in(installation):
    first, second = installation.json("demo"), installation.json("demo")
    assert first["created"] > 100 and first["rejected"] == 0
    assert (second["created"], second["updated"]) == (0, 0)
    assert (first["login"], first["password"]) == (second["login"], second["password"])


def test_the_help_tells_the_exit_codes(installation):
    done = installation.run("--help")
    assert done.returncode == 0
    assert "Коды выхода" in done.stdout
