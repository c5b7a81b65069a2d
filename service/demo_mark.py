"""Whether an installation is the demo."""

from sqlalchemy.orm import Session

from data.store.people import user_by_login

LOGIN = "demo"


def is_demo(session: Session) -> bool:
    """Where its user is, letters never leave the machine."""
    return user_by_login(session, LOGIN) is not None
