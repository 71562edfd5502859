"""The icons: one family (Lucide), one icon per meaning, the same on every map."""

from __future__ import annotations

import importlib.resources
import re
import zipfile
from functools import cache
from io import BytesIO
from typing import Final

CHANNELS: Final = {
    "website": "globe",
    "app": "smartphone",
    "email": "mail",
    "phone": "phone",
    "chat": "message-circle",
    "sms": "message-square",
    "letter": "mail-open",
    "store": "store",
    "counter": "landmark",
    "face_to_face": "users",
    "social": "share-2",
    "review_site": "star",
    "kiosk": "monitor-smartphone",
    "partner": "handshake",
    "payment": "credit-card",
    "parcel": "package",
    "chatbot": "bot",
    "portal": "lock",
}
LANES: Final = {
    "goal": "target",
    "actions": "footprints",
    "thoughts": "brain",
    "information_needs": "info",
    "expectations": "telescope",
    "emotion": "heart",
    "touchpoint": "pointer",
    "channel": "waypoints",
    "numbers": "chart-column",
    "pain_points": "triangle-alert",
    "gains": "thumbs-up",
    "quotes": "quote",
    "opportunities": "lightbulb",
    "frontstage": "theater",
    "backstage": "cog",
    "systems": "server",
    "policies": "scroll-text",
    "images": "image",
    "owner": "user-round",
    "evidence": "clipboard-list",
    "branches": "git-branch",
    "own": "file-text",
}
MARKS: Final = {
    "moment_of_truth": "star",
    "wow": "sparkles",
    "data_needed": "circle-question-mark",
    "risk": "octagon-alert",
    "blocked": "ban",
    "met": "circle-check",
    "missed": "circle-x",
    "unknown": "circle-dashed",
    "stale": "hourglass",
    "nested": "map",
    "unmapped": "eye-off",
    "never_seen": "search",
    "finding": "flag",
    "pain_point": "triangle-alert",
    "delight": "thumbs-up",
    "deviation": "route",
}
FACES: Final = ("angry", "frown", "meh", "smile", "laugh")
"""From very bad (−2) to very good (+2)."""

_ALIKE: Final = {
    "web": "website",
    "site": "website",
    "online": "website",
    "webshop": "website",
    "browser": "website",
    "desktop": "website",
    "mobile": "app",
    "mail": "email",
    "e-mail": "email",
    "post": "letter",
    "brief": "letter",
    "telefoon": "phone",
    "telephone": "phone",
    "call": "phone",
    "call_center": "phone",
    "callcenter": "phone",
    "shop": "store",
    "winkel": "store",
    "balie": "counter",
    "desk": "counter",
    "branch": "counter",
    "kiosk": "kiosk",
    "delivery": "parcel",
    "bezorging": "parcel",
    "pakket": "parcel",
    "whatsapp": "chat",
    "livechat": "chat",
    "social_media": "social",
}


def channel(name: str) -> str:
    """Return the icon of a channel by its id, icon or usual name; a general one if unknown.

    Examples
    --------
    >>> channel("Telefoon"), channel("carrier pigeon")
    ('phone', 'waypoints')
    """
    key = re.sub(r"[\s-]+", "_", name.strip().casefold())
    return CHANNELS.get(_ALIKE.get(key, _ALIKE.get(name.strip().casefold(), key)), LANES["channel"])


def face(emotion: float) -> str:
    """Return the face of an emotion on −2 … +2.

    Examples
    --------
    >>> face(-2), face(0.2), face(1.6)
    ('angry', 'meh', 'laugh')
    """
    return FACES[min(4, max(0, round(emotion) + 2))]


@cache
def shapes(name: str) -> str:
    """Return the child elements of an icon (24 × 24, drawn with the current stroke)."""
    svg = _archive().read(f"{name}.svg").decode()
    inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    return re.sub(r"\s+", " ", inner).replace("> <", "><").replace(" />", "/>").strip()


def exists(name: str) -> bool:
    """Say whether the family has an icon of this name."""
    return f"{name}.svg" in _archive().NameToInfo


@cache
def _archive() -> zipfile.ZipFile:
    """Return the family, opened once from memory: reading its list of icons costs more than an icon."""
    return zipfile.ZipFile(BytesIO(importlib.resources.files("lucide").joinpath("lucide.zip").read_bytes()))
