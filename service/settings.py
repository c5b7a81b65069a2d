"""The settings of an installation, read from the environment once; nothing else reads it."""

import os
import time
from pathlib import Path
from typing import Literal
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every setting has a default that serves a single office machine."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_file=None, env_ignore_empty=True)

    data_dir: Path = Field(ROOT / "data" / "local", description="база, снимки и секреты одной установки")
    host: str = Field("127.0.0.1", description="адрес, на котором слушает сервер")
    port: int = Field(8000, ge=1, le=65535, description="порт сервера")
    threads: int = Field(8, ge=1, le=256, description="потоков на один рабочий процесс")
    database_url: str | None = Field(None, description="другая база, например postgresql+psycopg://...")
    time_zone: str = Field(
        "Asia/Yekaterinburg", description="часовой пояс ассоциации: по нему считаются дни и пишется время"
    )
    encoder: str = Field(
        str(ROOT / "models" / "artifacts" / "encoder"),
        description="папка модели sentence-transformers или имя в хабе",
    )
    scorer: Path | None = Field(None, description="файл весов оценки вместо обученных здесь и поставляемых")
    first_contracts: bool = Field(True, description="показывать участников без договора внутри кластера")
    silence_days: int = Field(
        5, ge=1, le=365, description="через сколько дней без ответа на запрос КП журнал напоминает"
    )
    need_grace_days: int = Field(
        3, ge=0, le=365, description="сколько дней после своего срока потребность ещё участвует в подборе"
    )
    confirm_months: int = Field(
        6,
        ge=1,
        le=60,
        description="через сколько месяцев спросить, верны ли данные компании и потребность без срока",
    )
    contact_days: int = Field(
        14, ge=1, le=365, description="сколько дней запрос контакта ждёт ответа, и раньше не повторить отказ"
    )
    contacts_per_day: int = Field(
        20, ge=1, le=1000, description="сколько контактов одна компания может запросить за сутки"
    )
    portal_token_seconds: int = Field(
        300, ge=1, le=3600, description="сколько секунд действует пропуск портала"
    )
    moderation: Literal["at_once", "approve"] = Field(
        "at_once",
        description="правки участников: at_once — действуют сразу, approve — ждут проверки сотрудником",
    )
    log_days: int = Field(1095, ge=30, le=3650, description="сколько дней хранятся строки журнала изменений")
    draft_days: int = Field(
        365, ge=7, le=3650, description="сколько дней хранятся неподтверждённые черновики обращений"
    )
    letter_days: int = Field(
        730, ge=30, le=3650, description="сколько дней хранятся тексты отправленных писем"
    )
    sign_in_tries: int = Field(
        5,
        ge=2,
        le=100,
        description="после скольких неудачных входов логин закрывается на 15 минут для этого адреса",
    )
    trusted_proxies: int = Field(
        0,
        ge=0,
        le=5,
        description="сколько своих прокси стоит перед службой: им верят адрес клиента в X-Forwarded-For",
    )
    smtp_host: str | None = Field(
        None, description="почтовый сервер для рассылок; без него писем не отправить"
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="порт почтового сервера")
    smtp_user: str | None = Field(None, description="имя для входа на почтовый сервер")
    smtp_password: SecretStr | None = Field(None, description="пароль для входа на почтовый сервер")
    smtp_tls: Literal["starttls", "ssl", "none"] = Field(
        "starttls", description="шифрование с почтовым сервером: starttls, ssl или none — без него"
    )
    smtp_timeout: int = Field(30, ge=1, le=300, description="сколько секунд ждать ответа почтового сервера")
    mail_from: str | None = Field(None, description="адрес, от которого идут письма рассылок")
    mail_rate: int = Field(
        30, ge=1, le=100_000, description="писем в минуту, сколько бы ни было отправителей"
    )
    limit_staff: int = Field(
        12_000, ge=1, le=1_000_000, description="запросов API в минуту по одному ключу staff"
    )
    limit_member: int = Field(
        600, ge=1, le=1_000_000, description="запросов API в минуту от одного участника"
    )
    limit_portal: int = Field(3_000, ge=1, le=1_000_000, description="запросов API в минуту по ключу портала")
    limit_batch: int = Field(12_000, ge=1, le=1_000_000, description="запросов API в минуту по ключу batch")
    public_url: str | None = Field(
        None, description="адрес службы, как его открывают из интернета: на него ведут ссылки в письмах"
    )
    secure_cookies: bool = Field(False, description="cookie только по HTTPS: включить за HTTPS-прокси")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("нужен часовой пояс по имени, например Asia/Yekaterinburg")
        return name

    @property
    def database(self) -> str:
        """SQLite in the data folder unless another URL is set."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'svyazka.db').resolve()}"

    @property
    def letters_base(self) -> str:
        """Where links of letters lead."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def mail(self) -> Path:
        """Where sending keeps what no restored database may undo, and letters of the demo lie."""
        return self.data_dir / "mail"

    @property
    def snapshots(self) -> Path:
        """Where snapshots are built and published."""
        return self.data_dir / "snapshots"

    @property
    def imports(self) -> Path:
        """Where uploaded tables wait for a confirmation, for a day."""
        return self.data_dir / "imports"

    @property
    def scorers(self) -> Path:
        """Where scorers trained here are kept and promoted."""
        return self.data_dir / "scorers"

    @property
    def vectors(self) -> Path:
        """Where vectors of unchanged texts are kept."""
        return self.data_dir / "vectors"


def live_in(zone: str) -> None:
    """From now on the whole process, and what it starts, takes local time to be that of the zone."""
    os.environ.update(TZ=zone)
    time.tzset()
