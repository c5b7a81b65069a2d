"""The blueprint of what only member companies have; modules of `my_routes` register their routes on it."""

from flask_openapi3 import APIBlueprint, Tag

from service.api.documented import PREFIX, SECURITY, problems

api = APIBlueprint(
    "my",
    __name__,
    url_prefix=f"{PREFIX}/my",
    abp_tags=[
        Tag(
            name="Моя компания",
            description="Что видит и делает сам участник: ключ member или пропуск портала",
        )
    ],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422, 503),
)
