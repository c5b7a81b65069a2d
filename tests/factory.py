"""Profiles for tests: every field has a value, a test states only those that it is about."""

from dataclasses import replace
from itertools import count

from data.chains.profiles import Chain, Project, Slot
from data.profiles import Company, Need, Offer, Pool

_ids = count(1)


def company(**fields):
    """A member that makes things; its code is made of its id."""
    id_ = fields.setdefault("id", next(_ids))
    return Company(**{"code": f"К-{id_}", "name": f"Завод № {id_}", "status": "member"} | fields)


def offer(title="Кирпич керамический М150", company=None, **fields):
    """An offer of a product, of the given company or of company 1."""
    owner = {"company_id": company.id if company else 1}
    return Offer(**{"id": next(_ids), "kind": "product", "title": title} | owner | fields)


def need(title="Нужен кирпич М150", company=None, **fields):
    """A need: free text, or of the given company and then with an id."""
    owner = {"company_id": company.id, "id": next(_ids)} if company else {}
    return Need(**{"title": title} | owner | fields)


def slot(title="Цемент навалом", project=None, **fields):
    """A slot of a material, of the given project or of project 1."""
    owner = {"project_id": project.id if project else 1}
    return Slot(**{"id": next(_ids), "kind": "material", "title": title} | owner | fields)


def project(*slots, **fields):
    """A project of chain 1 with these slots."""
    id_ = fields.setdefault("id", next(_ids))
    own = tuple(replace(slot, project_id=id_) for slot in slots)
    told = {"chain_id": 1, "code": f"П-{id_}", "title": f"Проект № {id_}", "product": "Кирпич", "slots": own}
    return Project(**told | fields)


def chain(*projects, **fields):
    """A chain of these projects."""
    id_ = fields.setdefault("id", next(_ids))
    own = tuple(replace(project, chain_id=id_) for project in projects)
    return Chain(**{"code": f"Ц-{id_}", "title": f"Цепочка № {id_}", "projects": own} | fields)


def pool(*profiles, revision=1):
    """A pool of profiles in any order; a company that only offers name is made."""
    companies = [p for p in profiles if isinstance(p, Company)]
    offers = tuple(p for p in profiles if isinstance(p, Offer))
    needs = tuple(p for p in profiles if isinstance(p, Need))
    named = {p.company_id for p in (*offers, *needs) if p.company_id is not None}
    missing = sorted(named - {c.id for c in companies})
    companies += [company(id=id_) for id_ in missing]
    chains = tuple(p for p in profiles if isinstance(p, Chain))
    return Pool(tuple(companies), offers, needs, revision, chains)
