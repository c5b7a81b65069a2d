"""Small worlds of items: companies are told by one letter or number."""

from models.digests.item import Item


def item(recipient, named, value, kind="supplier", topic="need:1"):
    """A proposal to `recipient` that names company `named`."""
    return Item(recipient, f"company:{named}", kind, topic, value)


def pairs(letters):
    """Who is sent whom."""
    items = [one for letter in letters.values() for one in letter]
    return {(one.recipient_id, one.named.removeprefix("company:")) for one in items}
