"""What lines and a lender's own limits make the lender do, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from application.views.tasks import Change, begins
from domain.credit_line import events as line
from domain.lender_limit import events as limit
from domain.shared.event import Event


def changes_of_lines(event: Event) -> Iterator[Change]:
    match event:
        case line.LineProposed():
            yield begins(event, event.lender, "approve_line", event.line, amount=event.terms.limit)
        case line.LineApproved() | line.LineRejected():
            yield Change(event.lender, "approve_line", event.line)
        case line.AmendmentProposed() | line.IncreaseProposed():
            yield begins(event, event.lender, "approve_line_change", event.line)
        case line.LineAmended() | line.LineIncreased() | line.ChangeRejected():
            yield Change(event.lender, "approve_line_change", event.line)
        case _:
            pass
    yield from _of_dates(event)


def _of_dates(event: Event) -> Iterator[Change]:
    """A line waits for its review and for its last day from the start, each until its day."""
    match event:
        case line.LineApproved() | line.LineAmended():
            terms = event.terms
            yield _waits_on(event, "review_line", terms.review_due_on)
            yield _waits_on(event, "renew_line", terms.valid_until)
        case line.LineReviewed():
            yield _waits_on(event, "review_line", event.next_on)
        case line.LineClosed():
            for task in ("review_line", "renew_line", "approve_line_change"):
                yield Change(event.lender, task, event.line)
        case _:
            return


def _waits_on(event: line.OnLine, task: str, until: date) -> Change:
    return begins(event, event.lender, task, event.line, until=until)


def changes_of_limits(event: Event) -> Iterator[Change]:
    if not isinstance(event, limit.OnLimit):
        return
    of = event.party or event.group or ""
    match event:
        case limit.LimitProposed():
            yield begins(event, event.lender, "approve_limit", of)
        case limit.LimitSet() | limit.LimitRejected():
            yield Change(event.lender, "approve_limit", of)
        case limit.LimitExceeded():
            first = event.over[0]
            yield begins(event, event.lender, "cure_limit", of, amount=first.in_use - first.limit)
        case limit.LimitKept():
            yield Change(event.lender, "cure_limit", of)
        case _:
            return
