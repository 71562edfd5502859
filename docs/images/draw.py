"""Draw the pictures of the README from the sample studies: python docs/images/draw.py."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import msgspec

from klantreis import registry
from klantreis.drawings import journey_map
from klantreis.exports.svg import embed
from klantreis.model.journey_map import Lane
from klantreis.study.run import run

HERE = Path(__file__).parent
LANES = [Lane.ACTIONS, Lane.EMOTION, Lane.TOUCHPOINT, Lane.NUMBERS, Lane.PAIN_POINTS, Lane.OPPORTUNITIES]


def main() -> None:
    """Draw the live map of the web shop with the lanes that tell most."""
    with tempfile.TemporaryDirectory() as folder:
        study = registry.item("samples", "web_shop").write(Path(folder) / "web-shop", language="en")
        live = run(study, language="en", formats=()).maps[0]
    short = replace(live, map=msgspec.structs.replace(live.map, lanes=LANES))
    (HERE / "web-shop.svg").write_text(embed(journey_map.svg(short, language="en")[0]), "utf-8")


if __name__ == "__main__":
    main()
