"""Profiles for tests: every field has a value, a test states only those that it is about."""

from itertools import count

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


def pool(*profiles, revision=1):
    """A pool of companies, offers and needs in any order; a company that only offers name is made."""
    companies = [p for p in profiles if isinstance(p, Company)]
    offers = tuple(p for p in profiles if isinstance(p, Offer))
    needs = tuple(p for p in profiles if isinstance(p, Need))
    named = {p.company_id for p in (*offers, *needs) if p.company_id is not None}
    missing = sorted(named - {c.id for c in companies})
    companies += [company(id=id_) for id_ in missing]
    return Pool(tuple(companies), offers, needs, revision)
