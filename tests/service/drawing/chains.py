"""Made-up chains of any size."""

from data.chains.profiles import SLOT_STATES
from service.drawing.picture import Candidate, Edge, Node, Picture

SLOT_TITLES = (
    "Цемент ЦЕМ I 42,5Н навалом",
    "Гранулы полистирола общего назначения с антипиреном, первичные и вторичные",
    "Автоклавы проходные 2,6×30 м",
    "Плёнка",
)


def slot(id_, state="open", title="Цемент", **values):
    return Node(id_, "input", title, values.pop("note", "материал"), state, **values)


def project(id_, title="Газоблок", **values):
    return Node(id_, "project", title, values.pop("note", ""), "project", **values)


def consumer(id_, title="Застройщик", **values):
    return Node(id_, "consumer", title, values.pop("note", ""), "consumer", **values)


def picture(*nodes, edges=(), title="Цепочка", subtitle=""):
    return Picture(title, subtitle, nodes, tuple(Edge(*pair) for pair in edges))


def chain(num_projects, num_slots, num_consumers=1):
    """Slots are shared out among the projects in turn; every consumer buys from all of them."""
    projects = [project(f"p{i}") for i in range(num_projects)]
    consumers = [consumer(f"c{i}") for i in range(num_consumers)]
    slots, edges = [], [(p.id, c.id) for p in projects for c in consumers]
    for i in range(num_slots):
        state = SLOT_STATES[i % 3]
        companies = () if state == "open" else ("ООО «Сибцемент»", "Аэротех")[: 1 + (state == "filled")]
        candidates = tuple(Candidate(f"Компания {n}", "подходит") for n in range(i % 5))
        title = SLOT_TITLES[i % len(SLOT_TITLES)]
        slots.append(slot(str(i), state, title, companies=companies, candidates=candidates))
        edges.append((str(i), f"p{i % num_projects}"))
    return picture(*slots, *projects, *consumers, edges=edges)
