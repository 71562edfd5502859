"""The journey log: all events of a study, in order, ready to be counted."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property, lru_cache, partial, reduce
from threading import current_thread
from typing import TypeVar

import numpy as np

from klantreis.errors import UnknownNameError
from klantreis.log.arrow import as_arrow
from klantreis.log.columns import Columns, runs
from klantreis.log.conditions import Condition
from klantreis.log.extent import Extent, extent, instant, joined
from klantreis.log.legend import Legend
from klantreis.log.partition import Partition
from klantreis.log.recoding import Recoding, recoding
from klantreis.log.selecting import Moment, bounds, selection
from klantreis.log.timeline import Step, place_of, steps_of
from klantreis.model.event import IntakeReport
from klantreis.model.result import Period, Size

T = TypeVar("T")
View = Callable[[Columns], Columns]
_REMEMBERED = 1 << 24
_NAME = "klantreis-log"


class JourneyLog:
    """All events of a study, sorted by customer and time, or a view on part of them.

    A log is made by :func:`klantreis.log.prepare.prepare`, opened by
    :func:`klantreis.log.folder.open_log`, and never changes.

    Parameters
    ----------
    sources
        One function per stored partition that returns its columns.
    legend
        What the codes mean, after ``views``.
    report
        What became of the rows that were read.
    stored
        How many customers and events are stored, and from when to when.
    key
        The key of the content that the log was made of.
    of, view
        The log that this is a view on, and what the view makes of its columns, run by run.
    end_us
        Until when was observed, in microseconds since 1970; ``None`` for the last event stored.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02")])
    >>> log.touchpoints, log.n_customers, log.n_events
    (('cart', 'home'), 1, 2)
    """

    def __init__(
        self,
        sources: Sequence[Callable[[], Columns]],
        legend: Legend,
        *,
        report: IntakeReport,
        stored: Extent,
        key: str = "",
        of: JourneyLog | None = None,
        view: View | None = None,
        end_us: int | None = None,
    ) -> None:
        self.legend = legend
        self.report = report
        self.key = key
        self.touchpoints = legend.touchpoints
        self.channels = legend.channels
        self.properties = tuple(legend.properties)
        self._sources = sources
        self._stored = stored
        self._of = of
        self._view = view
        self._remembered: dict[int, Columns] = {}
        self._end_us = end_us

    @property
    def end_us(self) -> int | None:
        """Until when customers were observed, in microseconds since 1970; ``None`` without events."""
        return self._stored.last if self._end_us is None else self._end_us

    @cached_property
    def extent(self) -> Extent:
        """How many customers and events this view holds, and from when to when."""
        return self.fold(extent, joined) if self._view else self._stored

    @property
    def n_customers(self) -> int:
        """The number of customers in this view."""
        return self.extent.customers

    @property
    def n_events(self) -> int:
        """The number of events in this view."""
        return self.extent.events

    @property
    def size(self) -> Size:
        """The number of customers and events in this view."""
        return Size(customers=self.n_customers, events=self.n_events)

    @property
    def period(self) -> Period:
        """From the first to the last event in this view, both included."""
        first, last = self.extent.first, self.extent.last
        return Period(
            start=None if first is None else instant(first), end=None if last is None else instant(last)
        )

    def fold(self, count: Callable[[Partition], T], merge: Callable[[T, T], T]) -> T:
        """Count every run of customers and merge the counts, in a fixed order.

        ``count`` runs in several threads at once and must not fold again.
        """
        return reduce(merge, self._each(lambda columns: count(columns.part)))

    def customers(self, find: Callable[[Partition], np.ndarray]) -> list[str]:
        """Return the ids, sorted, of the customers that ``find`` points out.

        ``find`` returns indices into the run: customer ``k`` has the events from ``offsets[k]``.
        """
        found = self._each(lambda columns: _ids(columns, find(columns.part)))
        return sorted(name for names in found for name in names)

    def codes(self, names: Iterable[str]) -> list[int]:
        """Return the codes of touchpoints, in the order asked for.

        Raises
        ------
        UnknownNameError
            If the log has no such touchpoint; the nearest is offered.
        """
        return self.legend.touchpoint_codes(names)

    def property_values(self, name: str) -> list[str]:
        """Return the known values of a property, sorted; empty if the property is a number."""
        return sorted(value for value in self.legend.values(name) or () if value)

    def where(
        self,
        *,
        period: tuple[Moment, Moment] | None = None,
        channel: str | Iterable[str] | None = None,
        touchpoints: str | Iterable[str] | None = None,
        without: str | Iterable[str] | None = None,
        properties: Mapping[str, Condition] | None = None,
        did: str | Iterable[str] | None = None,
        did_not: str | Iterable[str] | None = None,
        customers: Collection[str] | None = None,
    ) -> JourneyLog:
        """Return a view on part of the log; nothing is copied until it is counted.

        Events that fail are left out, and customers without events drop out. Views can be
        narrowed again.

        Parameters
        ----------
        period
            From the first moment, included, until the second, not included; either may be ``None``.
            Moments are datetimes or ISO text, in UTC if no zone is given.
        channel
            Channel or channels over which the event came; ``""`` is unknown.
        touchpoints, without
            Touchpoints to look at, all others being left out; and touchpoints to leave out.
        properties
            For each property a value, a list of values, or comparisons such as ``{">=": 10}`` with
            the signs ``== != > >= < <= in``, ``not in`` and ``matches`` (a regular expression).
        did, did_not
            Touchpoints that the customer must all have, or must not have, within the period; events
            over other channels and with other properties count too.
        customers
            Ids of customers; those the log does not have are passed over.

        Raises
        ------
        UnknownNameError
            If there is no such touchpoint, channel or property; the nearest is offered.
        ParameterError
            If a moment or a comparison cannot be understood.

        Examples
        --------
        >>> from klantreis.log.build import from_rows
        >>> log = from_rows([("ann", "home", "2026-01-01"), ("bob", "home", "2026-01-01"),
        ...                  ("bob", "cart", "2026-01-02")])
        >>> log.where(did="cart").size, log.where(period=("2026-01-02", None)).size
        (Size(customers=1, events=2), Size(customers=1, events=1))
        """
        view = selection(
            self.legend,
            period=period,
            channel=channel,
            touchpoints=touchpoints,
            without=without,
            properties=properties,
            did=did,
            did_not=did_not,
            customers=customers,
        )
        until = None if period is None else bounds(period)[1]
        known = [moment for moment in (until, self.end_us) if moment is not None]
        return self._narrowed(view, self.legend, min(known, default=None))

    def recode(self, touchpoints: Sequence[str], rules: Sequence[Recoding]) -> JourneyLog:
        """Return a view in other touchpoints; nothing is copied until it is counted.

        Parameters
        ----------
        touchpoints
            The new touchpoints.
        rules
            Tried in order for each event; the first that matches says which touchpoint it becomes.
            An event that no rule matches is left out.

        Examples
        --------
        >>> from klantreis.log.build import from_rows
        >>> from klantreis.log.recoding import Recoding
        >>> log = from_rows([("ann", "/cart", "2026-01-01"), ("ann", "/ping", "2026-01-02")])
        >>> view = log.recode(["Basket"], [Recoding(to=0, names=frozenset({"/cart"}))])
        >>> [step.touchpoint for step in view.journey("ann")]
        ['Basket']
        """
        view = recoding(self.legend, touchpoints, rules)
        return self._narrowed(view, replace(self.legend, touchpoints=tuple(touchpoints)), self._end_us)

    def _narrowed(self, view: View, legend: Legend, end_us: int | None) -> JourneyLog:
        return JourneyLog(
            self._sources,
            legend,
            report=self.report,
            stored=self._stored,
            key=self.key,
            of=self,
            view=view,
            end_us=end_us,
        )

    def journey(self, customer: str) -> list[Step]:
        """Return the events of one customer in this view, in order."""
        places = [place_of(source().ids(), str(customer)) for source in self._sources]
        if max(places, default=-1) < 0:
            raise UnknownNameError("customer", customer, ())
        return reduce(list.__add__, self._each(partial(steps_of, self.legend, places)))

    def _each(self, work: Callable[[Columns], T]) -> Iterator[T]:
        """Do the work for every run in threads, and hand the outcomes on in order as they come."""
        tasks = range(len(self._runs))
        alone = len(tasks) == 1 or current_thread().name.startswith(_NAME)
        each = map if alone else _pool(os.getpid()).map
        yield from each(lambda place: work(self._seen(place)), tasks)

    def _seen(self, place: int) -> Columns:
        """Return the columns of a run as seen by this view; those of smaller logs are remembered."""
        if self._of is None or self._view is None:
            return self._runs[place]
        columns = self._remembered.get(place)
        if columns is None:
            columns = self._view(self._of._seen(place))
            if self._stored.events <= _REMEMBERED:
                self._remembered[place] = columns
        return columns

    @cached_property
    def _runs(self) -> list[Columns]:
        if self._of is not None:
            return self._of._runs
        most = -(-2 * _threads() // len(self._sources)) if self._stored.events > 100_000 else 1
        return [part for source in self._sources for part in runs(source(), most)]


@lru_cache(maxsize=1)
def _pool(_process: int) -> ThreadPoolExecutor:
    """Return the threads of this process, which wait for work; a forked process gets its own."""
    return ThreadPoolExecutor(_threads(), thread_name_prefix=_NAME)


def _threads() -> int:
    return os.cpu_count() or 1


def _ids(columns: Columns, found: np.ndarray) -> list[str]:
    names: list[str] = columns.ids().take(as_arrow(columns.places(found))).to_pylist() if len(found) else []
    return names
