"""The map: tiles by municipality with what was asked for, and the same as lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for

from data import vocabulary
from data.exchange import cells
from data.places import Place
from service.api.context import caller, services
from service.mapping.maps import LAYERS, Asked, Layer, Map, Region
from service.mapping.spots import Spot, spot_key
from service.schemas.fields import MAX_TEXT
from service.web.blueprint import blueprint
from service.wording import plural

TILE_WIDTH, TILE_HEIGHT, GAP = 92, 46, 4
LONGEST_NAME = 14  # letters that fit on a tile
DEPTHS = (1, 2, 5, 10, 20)  # from how many on a tile is darker
PAGE_SIZE = 50
LAYER_WORDS = {
    "companies": ("Компании", "компания|компании|компаний"),
    "needs": ("Потребности", "потребность|потребности|потребностей"),
    "unmet": (
        "Незакрытые потребности",
        "незакрытая потребность|незакрытые потребности|незакрытых потребностей",
    ),
    "offers": ("Кто предлагает", "компания|компании|компаний"),
}
LACKING_WORDS = {"unset": "место не указано", "unknown": "места нет в справочнике"}


@dataclass(frozen=True)
class Tile:
    """A municipality on the grid."""

    x: int
    y: int
    name: str
    title: str
    count: int
    depth: int
    key: str


@dataclass(frozen=True)
class Drawn:
    """A region as tiles."""

    name: str
    tiles: tuple[Tile, ...]
    width: int
    height: int
    count: int


@blueprint.get("/map")
def map() -> str:
    """The layer that the address names; companies unless it names one."""
    asked = _asked(request.args)
    found = services().maps.map(caller(), asked)
    counts = {spot.place: len(spot.items) for spot in found.spots or () if isinstance(spot.place, Place)}
    spot, page = _chosen(found, request.args)
    return render_template(
        "map.html",
        found=found,
        asked=asked,
        regions=[_drawn(region, counts, asked.layer) for region in found.regions],
        layers={name: words[0] for name, words in LAYER_WORDS.items()},
        forms=LAYER_WORDS[asked.layer][1],
        statuses=vocabulary.STATUSES,
        legend=_legend(),
        spot=spot,
        shown=spot.items[(page - 1) * PAGE_SIZE : page * PAGE_SIZE] if spot else (),
        page=page,
        num_pages=-(-len(spot.items) // PAGE_SIZE) if spot else 0,
        name_of=_name,
        address=lambda **more: _address(asked, **more),
    )


def _asked(typed: Mapping[str, str]) -> Asked:
    layer: Layer = next((name for name in LAYERS if name == typed.get("layer")), "companies")
    status = typed.get("status", "")
    has_status = status in vocabulary.STATUSES and layer in ("companies", "offers")
    product = cells.clean_text(typed.get("q", ""))[:MAX_TEXT] if layer == "offers" else ""
    return Asked(layer, status if has_status else None, product)


def _chosen(found: Map, typed: Mapping[str, str]) -> tuple[Spot | None, int]:
    spot, text = found.spot(typed.get("place", "")), typed.get("page", "")
    page = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
    last = -(-len(spot.items) // PAGE_SIZE) if spot else 1
    return spot, min(max(page, 1), last)


def _address(asked: Asked, **more: Any) -> str:
    told: dict[str, Any] = {"layer": asked.layer, "status": asked.status, "q": asked.product}
    return url_for("web.map", **{name: value for name, value in (told | more).items() if value})


def _drawn(region: Region, counts: Mapping[Place, int], layer: str) -> Drawn:
    tiles = []
    for place, (row, column) in sorted(region.cells.items(), key=lambda entry: entry[1]):
        count = counts.get(place, 0)
        tiles.append(
            Tile(
                x=column * (TILE_WIDTH + GAP),
                y=row * (TILE_HEIGHT + GAP),
                name=place.name if len(place.name) <= LONGEST_NAME else f"{place.name[: LONGEST_NAME - 2]}…",
                title=f"{place.name}: {plural(count, LAYER_WORDS[layer][1])}",
                count=count,
                depth=sum(count >= least for least in DEPTHS),
                key=spot_key(place),
            )
        )
    width, height = max(tile.x for tile in tiles), max(tile.y for tile in tiles)
    total = sum(tile.count for tile in tiles)
    return Drawn(region.name, tuple(tiles), width + TILE_WIDTH, height + TILE_HEIGHT, total)


def _legend() -> list[tuple[int, str]]:
    ends = [following - 1 for following in DEPTHS[1:]]
    spans = [f"{low}" if low == high else f"{low}–{high}" for low, high in zip(DEPTHS, ends, strict=False)]
    return list(enumerate(["0", *spans, f"{DEPTHS[-1]} и больше"]))


def _name(spot: Spot) -> str:
    return LACKING_WORDS[spot.place] if isinstance(spot.place, str) else spot.place.name
