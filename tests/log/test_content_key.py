"""The key of a log follows the content it is made of, and nothing else."""

from __future__ import annotations

import os

import pytest

from klantreis.errors import SourceError
from klantreis.log.content_key import content_key


def test_the_key_stays_when_name_and_date_change(tmp_path):
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text("x")
    before = content_key([a], {})
    a.rename(b)
    os.utime(b, (1, 1))
    assert content_key([b], {}) == before


@pytest.mark.parametrize(
    ("texts", "options"),
    [
        (["x", "z"], {"zone": "UTC"}),
        (["y", "x"], {"zone": "UTC"}),
        (["xy"], {"zone": "UTC"}),
        (["x", "y"], {}),
    ],
)
def test_the_key_changes_with_content_order_and_options(tmp_path, texts, options):
    def key(texts, options):
        files = [tmp_path / f"{k}.csv" for k in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text)
        return content_key(files, options)

    assert key(texts, options) != key(["x", "y"], {"zone": "UTC"})


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"gone\.csv cannot be read"):
        content_key([tmp_path / "gone.csv"], {})
