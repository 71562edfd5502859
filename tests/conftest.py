"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"

# The first run of a kernel compiles it, so a time limit per example would say nothing about the code.
settings.register_profile("klantreis", deadline=None)
settings.load_profile("klantreis")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real, public data beside the checkout; the test is skipped where it is missing."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"needs the folder of public data beside the checkout: {SHARED_DATA.name} is missing")
    return SHARED_DATA
