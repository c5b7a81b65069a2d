"""The settings of an installation, read from the environment once; nothing else reads it."""

from pathlib import Path

from pydantic import Field
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
    encoder: str = Field(
        str(ROOT / "models" / "artifacts" / "encoder"),
        description="папка модели sentence-transformers или имя в хабе",
    )
    scorer: Path | None = Field(None, description="файл весов оценки вместо обученных здесь и поставляемых")
    first_contracts: bool = Field(True, description="показывать участников без договора внутри кластера")
    silence_days: int = Field(
        5, ge=1, le=365, description="через сколько дней без ответа на запрос КП журнал напоминает"
    )
    secure_cookies: bool = Field(False, description="cookie только по HTTPS: включить за HTTPS-прокси")

    @property
    def database(self) -> str:
        """SQLite in the data folder unless another URL is set."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'svyazka.db').resolve()}"

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
