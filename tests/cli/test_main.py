"""The door: help is light, mistakes are named, exit statuses are kept."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from klantreis.cli.main import COMMANDS, klantreis, main

HEAVY = ("numba", "polars", "duckdb", "pyarrow", "numpy", "rich", "typst", "uharfbuzz", "pandas")


@pytest.mark.parametrize(
    "code",
    [
        "import klantreis; klantreis.__version__",
        "k(['--help'], standalone_mode=False)",
        "k(['analyse', '--help'], standalone_mode=False)",
        "k(['analyse', 'funnel', '-h'], standalone_mode=False)",
    ],
)
def test_importing_and_help_load_nothing_heavy(code: str) -> None:
    before = "import sys\nfrom klantreis.cli.main import klantreis as k"
    ask = f"{before}\n{code}\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_explains_itself(name: str) -> None:
    done = CliRunner().invoke(klantreis, [name, "--help"])
    assert done.exit_code == 0, done.output
    # Click wraps lines: compare without white space.
    assert "".join(COMMANDS[name].split()) in "".join(done.output.split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["analise"], "Did you mean 'analyse'?"),
        (["analyse", "funel"], "Did you mean 'funnel'?"),
        (["analyse", "funnel", "no.csv"], "Missing option '--steps'"),
        (["run"], "Missing argument"),
    ],
)
def test_misuse_is_named_and_leaves_with_2(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(typed)
    assert left.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str) -> None:
    done = CliRunner().invoke(klantreis, ["completion", shell])
    assert done.exit_code == 0
    assert "_KLANTREIS_COMPLETE" in done.output
