"""All staff pages: importing the modules registers their routes on the blueprint."""

from service.web import company_views, record_views, search_views, session_views, verdict_views
from service.web.blueprint import blueprint

__all__ = ["blueprint", "company_views", "record_views", "search_views", "session_views", "verdict_views"]
