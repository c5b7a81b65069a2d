"""Routes of partners: proposals in every direction, ways of several steps, inferred inputs."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.numbers import told
from service.api.partner_replies import input_found, partners_reply, steps_reply
from service.schemas.partners import (
    InputDecision,
    InputFound,
    InputNameQuery,
    InputsReply,
    PartnersQuery,
    PartnersReply,
    StepsQuery,
    StepsReply,
)
from service.schemas.records import IdPath

api = APIBlueprint(
    "partners",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Партнёры", description="Поставщики, заказчики и компании той же стадии")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422, 503),
)


@api.get("/companies/<int:id>/partners", summary="Партнёры компании", responses={200: PartnersReply})
def partners(path: IdPath, query: PartnersQuery) -> dict[str, Any]:
    """Кто ей поставит, кому поставит она, с кем она на одной стадии; на каких парах это стоит."""
    found = services().partnering.partners(caller(), path.id, query.direction, query.limit, query.sort)
    return told(partners_reply(found), caller())


@api.get("/companies/<int:id>/steps", summary="Цепочка в несколько шагов", responses={200: StepsReply})
def steps(path: IdPath, query: StepsQuery) -> dict[str, Any]:
    """Поставщики поставщиков или заказчики заказчиков, с парой на каждом шаге."""
    return steps_reply(services().partnering.steps(caller(), path.id, query.direction, query.depth))


@api.get("/companies/<int:id>/inputs", summary="Чего требует продукция", responses={200: InputsReply})
def inputs(path: IdPath) -> dict[str, Any]:
    """Входы, выведенные из продукции по рецептурам, и решения сотрудников."""
    found = services().partnering.inputs(caller(), path.id)
    return InputsReply(inputs=[input_found(one) for one in found]).model_dump(mode="json")


@api.put("/companies/<int:id>/inputs", summary="Подтвердить или вычеркнуть", responses={200: InputFound})
def decide_input(path: IdPath, body: InputDecision) -> dict[str, Any]:
    """Вычеркнутый вход больше не ищет поставщиков; последнее решение заменяет прежнее."""
    found = services().partnering.decide_input(caller(), path.id, body.name, body.accepted)
    return input_found(found).model_dump(mode="json")


@api.delete("/companies/<int:id>/inputs", summary="Забыть решение", responses={204: None})
def forget_input(path: IdPath, query: InputNameQuery) -> tuple[str, int]:
    """Вход снова просто выведен из продукции."""
    services().partnering.forget_decision(caller(), path.id, query.name)
    return "", 204
