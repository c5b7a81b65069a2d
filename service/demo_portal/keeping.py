"""The demo portal as the service knows it: made once, its key kept where only the installation reads it."""

import json
from dataclasses import asdict, dataclass

from service.access import COMMAND_LINE
from service.bootstrap import Services
from service.errors import NotFoundError
from service.portals.portals import NewPortal
from service.secret_files import keep_secret, kept_secret

NAME = "Портал участников (вымышленный)"
SECRET = "demo-portal"  # noqa: S105 - the name of a file


@dataclass(frozen=True)
class PortalKey:
    """What a portal's server is given: which portal it is, and its key."""

    portal: str
    key: str


def demo_portal(services: Services) -> PortalKey:
    """The key of the demo portal, whose addresses are those of this installation's port."""
    addresses = [f"http://{host}:{portal_port(services)}" for host in ("127.0.0.1", "localhost")]
    text = kept_secret(services.settings.data_dir, SECRET)
    if text is None:
        return _kept(services, services.portals.create(COMMAND_LINE, NAME, addresses))
    known = PortalKey(**json.loads(text))
    try:
        services.portals.change(COMMAND_LINE, known.portal, NAME, addresses)
    except NotFoundError:  # the database was made anew beside old secrets
        return _kept(services, services.portals.create(COMMAND_LINE, NAME, addresses))
    return known


def portal_port(services: Services) -> int:
    """The port beside the service's own."""
    return services.settings.port + 1


def _kept(services: Services, made: NewPortal) -> PortalKey:
    known = PortalKey(made.row.id, made.key.key)
    keep_secret(services.settings.data_dir, SECRET, json.dumps(asdict(known)))
    return known
