"""Where records have their pages and forms."""

from flask import url_for

from service.web.blueprint import blueprint


@blueprint.app_template_global()
def card_address(kind: str, id_: int) -> str:
    """The page of a record of one of service.web.kinds."""
    if kind in ("companies", "chains"):
        return url_for("web.company" if kind == "companies" else "web.chain", id_=id_)
    return url_for("web.card", kind=kind, id_=id_)


@blueprint.app_template_global()
def edit_address(kind: str, id_: int, name: str | None = None) -> str:
    """The form of a record, at a field."""
    if kind in ("chains", "projects", "slots"):
        return url_for("web.edit_part", kind=kind, id_=id_, _anchor=name)
    return url_for("web.edit_record", sheet=kind, id_=id_, _anchor=name)


@blueprint.app_template_global()
def archive_address(kind: str, id_: int) -> str:
    """What takes a record out of the pool."""
    if kind in ("chains", "projects", "slots"):
        return url_for("web.archive_part", kind=kind, id_=id_)
    return url_for("web.archive_record", sheet=kind, id_=id_)


@blueprint.app_template_global()
def restore_address(kind: str, id_: int) -> str:
    """What brings it back."""
    if kind in ("chains", "projects", "slots"):
        return url_for("web.restore_part", kind=kind, id_=id_)
    return url_for("web.restore_record", sheet=kind, id_=id_)
