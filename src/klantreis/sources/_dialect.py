"""How a text file with columns is written: delimiter, quote, header; found from its first lines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from klantreis.errors import ParameterError

CANDIDATES = (",", ";", "\t", "|")
SPACES = "spaces"
_LOOKS_LIKE_A_VALUE = re.compile(
    r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?|\d{1,2}:\d{2}(:\d{2})?"
)
_ROW_NAMES = "Rows have a field more than the header; the first was taken for a name of the row, 'row'."
_RUN = re.compile(r"[ \t]+")
_WIDE_RUN = re.compile(r"(?: {2,}|\t)[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How the rows of a text file are written.

    ``start`` is where the first row of data begins, in bytes of UTF-8 after any byte-order mark.
    ``runs`` is set where columns stand apart by runs of spaces; they become one delimiter.
    """

    delimiter: str
    quote: str
    escape: str
    names: tuple[str, ...]
    start: int
    runs: re.Pattern[str] | None = None
    spaced: bool = False
    has_header: bool = True
    remarks: tuple[str, ...] = ()


def find_dialect(head: str, delimiter: str | None) -> Dialect:
    """Find out how a text file is written from its first lines.

    The delimiter is the candidate that cuts the lines into the most columns and does so alike in
    every line. A first line without a number or a time in it is the header, since events have times.

    Examples
    --------
    >>> d = find_dialect("klant;stap;tijd\\n1;a;2024-01-01\\n2;b;2024-01-02\\n", None)
    >>> d.delimiter, d.names
    (';', ('klant', 'stap', 'tijd'))
    """
    skipped, said = _preamble(head)
    body = head[skipped:]
    quote = _quote(body)
    chosen = _given(delimiter) or said or _sniffed(body, quote)
    runs = {SPACES: _RUN, "wide": _WIDE_RUN}.get(chosen)
    real = "\t" if runs else chosen
    escape = _escape(body, real, quote)
    records = _split(_spaced_out(body, runs), real, quote, escape)
    has_header = not any(_LOOKS_LIKE_A_VALUE.fullmatch(c.strip()) for c in records[0]) if records else True
    names, remarks = _names(records, has_header)
    first = len(_first_record(body, quote)) if has_header else 0
    return Dialect(
        delimiter=real,
        quote=quote,
        escape=escape,
        names=names,
        start=len(head[: skipped + first].encode()),
        runs=runs,
        spaced=f"{real} {quote}" in body,
        has_header=has_header,
        remarks=remarks,
    )


def _given(delimiter: str | None) -> str | None:
    named = {
        "tab": "\t",
        "\\t": "\t",
        "comma": ",",
        "semicolon": ";",
        "pipe": "|",
        "space": SPACES,
        " ": SPACES,
    }
    chosen = named.get(delimiter, delimiter) if delimiter else None
    if chosen and chosen != SPACES and (len(chosen) != 1 or ord(chosen) > 127 or chosen in "\r\n\"'"):
        raise ParameterError(
            f"{delimiter!r} cannot be a delimiter.", hint="Give one ASCII character, 'tab' or 'space'."
        )
    return chosen


def _preamble(head: str) -> tuple[int, str | None]:
    """Pass over blank lines, lines of comment and the ``sep=;`` line some spreadsheets write."""
    at, said = 0, None
    for line in _lines(head):
        text = line.strip().lower().strip('"')
        if text.startswith("sep=") and len(text) <= 5:
            said = text[4:] or "\t"
        elif text and not text.startswith("# ") and text != "#":
            break
        at += len(line)
    return at, said


def _quote(body: str) -> str:
    apart = len(re.findall(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\n])", body, re.MULTILINE))
    return "'" if apart > 2 and '"' not in body else '"'


def _sniffed(body: str, quote: str) -> str:
    scored = {d: _score(_split(body, d, quote, "")) for d in CANDIDATES}
    best = max(scored, key=lambda d: scored[d])
    if scored[best][1] > 1:
        return best
    for name, pattern in ((SPACES, _RUN), ("wide", _WIDE_RUN)):
        share, width = _score(_split(_spaced_out(body, pattern), "\t", quote, ""))
        if share > 0.98 and width > 2:
            return name
    return ","


def _escape(body: str, delimiter: str, quote: str) -> str:
    """Return a backslash if it stands for "no end of field" before a quote, else nothing.

    It does where the lines fit better so, or where a letter follows; a field may also end in one.
    """
    if f"\\{quote}" not in body:
        return ""
    without, with_it = (_score(_split(body, delimiter, quote, e))[0] for e in ("", "\\"))
    letter = re.search(rf"\\{quote}[^{re.escape(delimiter)}{quote}\r\n]", body)
    return "\\" if with_it > without or (with_it == without and letter) else ""


def _score(records: list[list[str]]) -> tuple[float, int]:
    """Share of records as wide as most are, and that width; one column is no sign of anything."""
    widths = Counter(len(r) for r in records)
    width, count = widths.most_common(1)[0] if widths else (1, 0)
    return (round(count / len(records), 1) if width > 1 else 0.0, width)


def _spaced_out(body: str, runs: re.Pattern[str] | None) -> str:
    return "\n".join(runs.sub("\t", line.strip()) for line in _lines(body)) if runs else body


def _split(body: str, delimiter: str, quote: str, escape: str) -> list[list[str]]:
    """The first records, leaving out the last line, which may be cut off."""
    lines = _lines(body.replace("\0", ""))[:400]
    reader = csv.reader(
        lines, delimiter=delimiter, quotechar=quote, escapechar=escape or None, skipinitialspace=True
    )
    records: list[list[str]] = []
    with suppress(csv.Error):  # a field too long to be one: what came before it tells enough
        records.extend(r for r in reader if r)
    return records[:-1] if len(records) > 2 else records


def _lines(text: str) -> list[str]:
    """Cut text at line feeds and carriage returns only, keeping them."""
    return list(io.StringIO(text, newline=""))


def _first_record(body: str, quote: str) -> str:
    taken = ""
    for line in _lines(body):
        taken += line
        if taken.count(quote) % 2 == 0:
            break
    return taken


def _names(records: list[list[str]], has_header: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name every column once; a trailing delimiter or a column of row names is one column more."""
    if not records:
        return (), ()
    first, rows = records[0], records[1:]
    width = Counter(len(r) for r in rows).most_common(1)[0][0] if rows else len(first)
    if not has_header:
        made = tuple(f"column_{i + 1}" for i in range(max(width, len(first))))
        return made, ("The file has no header; its columns are called column_1, column_2 …",)
    if width == len(first) + 1:
        extra = all(not r[-1].strip() for r in rows if len(r) == width)
        if not extra:
            return unique_names(["row", *first]), (_ROW_NAMES,)
        first = [*first, ""]
    return unique_names(first), ()


def unique_names(cells: list[str]) -> tuple[str, ...]:
    """Return header cells as names: trimmed, none empty, each once.

    Examples
    --------
    >>> unique_names(["klant ", "", "klant"])
    ('klant', 'column_2', 'klant_2')
    """
    names: list[str] = []
    for i, cell in enumerate(cells, start=1):
        name = cell.replace("\ufeff", "").strip().strip('"').strip() or f"column_{i}"
        again = 2
        plain = name
        while name in names:
            name, again = f"{plain}_{again}", again + 1
        names.append(name)
    return tuple(names)
