"""Uploaded files that wait for a confirmation: each in a folder of its own that nobody can guess."""

import json
import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from service.errors import NotFoundError

KEPT_SECONDS = 24 * 3600
GONE = "Загруженный файл уже убран: загрузите его снова"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Upload:
    """A file as it came; `folder` also keeps what was chosen for it."""

    token: str
    file_name: str
    folder: Path

    @property
    def path(self) -> Path:
        """The file; gone when it was imported."""
        return self.folder / "upload"

    @property
    def rejected(self) -> Path:
        """Its rejected rows, once it was imported."""
        return self.folder / "rejected.xlsx"

    def choice(self) -> list[dict[str, Any]] | None:
        """What people chose; None before they did."""
        path = self.folder / "choice.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else None

    def choose(self, choice: list[dict[str, Any]]) -> None:
        """Keeps what people chose."""
        (self.folder / "choice.json").write_text(json.dumps(choice), "utf-8")


class Uploads:
    """Files under one folder; an upload belongs to who made it and is removed after a day."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, owner: str, file_name: str, content: IO[bytes]) -> Upload:
        """A new upload."""
        self.sweep()
        upload = self._upload(secrets.token_urlsafe(32), file_name)
        upload.folder.mkdir(parents=True, mode=0o700)
        descriptor = os.open(upload.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            shutil.copyfileobj(content, file)
        about = {"owner": owner, "file_name": file_name}
        (upload.folder / "about.json").write_text(json.dumps(about), "utf-8")
        return upload

    def find(self, owner: str, token: str) -> Upload:
        """The upload with its file; raises NotFoundError, also for somebody else's."""
        about = self._about(token)
        upload = self._upload(token, about.get("file_name", ""))
        if about.get("owner") != owner or not upload.path.is_file():
            raise NotFoundError(GONE)
        return upload

    def rejected(self, token: str) -> Path | None:
        """The rejected rows of an imported upload, for a day."""
        path = self._upload(token, "").rejected
        return path if path.is_file() else None

    def imported(self, upload: Upload) -> None:
        """Removes the file and keeps its rejected rows."""
        upload.path.unlink(missing_ok=True)

    def remove(self, upload: Upload) -> None:
        """Removes all of it."""
        shutil.rmtree(upload.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Removes what has waited for a day."""
        oldest = time.time() - KEPT_SECONDS
        for folder in self._folder.glob("*"):
            if folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)

    def _about(self, token: str) -> dict[str, str]:
        path = self._folder / token / "about.json"
        if not _TOKEN.fullmatch(token) or not path.is_file():
            return {}
        return json.loads(path.read_text("utf-8"))

    def _upload(self, token: str, file_name: str) -> Upload:
        return Upload(token, file_name, self._folder / token)
