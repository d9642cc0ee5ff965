"""`anchorline views`: what is built, whether it is what its events say, and building it anew."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from adapters.postgres.following.checking import check
from adapters.postgres.following.rebuilding import rebuild
from adapters.postgres.history import AsReliedOn
from application.processes.auditing import Fault, faults, faults_of_programmes
from application.processes.programmes import ProgrammeAt
from application.shared.projection import Follower
from application.views.house import FOLLOWERS
from application.views.whole_book import all_pools, all_programmes
from scripts.cli.command import chosen, command, house
from scripts.cli.output import bar, show
from scripts.compose import House

app = typer.Typer(help="Views: list, check, rebuild.", no_args_is_help=True)

CLAIMS = "claims"
"""The one table that is kept in the commands' own transactions."""

ALL = {view.name: it for it in FOLLOWERS for view in it.projections}

View = Annotated[str | None, typer.Argument(help="One view; all, where none is named.")]


@command(app, "list")
def list_views() -> None:
    """Every view, who keeps it, and how far behind the log it is."""
    with house() as running:
        running.catch_up()
        status = {one.name: one for one in running.supervisor.status()}
    rows = [
        {
            "view": name,
            "follower": it.name,
            "state": status[it.name].state,
            "position": status[it.name].position,
            "eventsBehind": status[it.name].events_behind,
        }
        for name, it in sorted(ALL.items())
    ]
    show(rows, as_json=chosen().as_json, title="Views 视图")


@command(app, "check")
def check_views(view: View = None) -> None:
    """Fold every event again and compare with what readers see, byte for byte."""
    verdicts = []
    with house() as running:
        running.catch_up()
        for name, follower in _named(view).items():
            with bar(f"Checking {name}", None) as progress:
                task = progress.task_ids[0]
                found = check(
                    running.following,
                    running.codec,
                    follower,
                    name,
                    lambda done: progress.update(task, completed=done),  # noqa: B023  # used at once
                )
            verdicts.append(found)
        wrong = [] if view else _faults(running)
    rows = [
        {"view": it.view, "rows": it.rows, "sound": not it.differing, "differing": it.differing}
        for it in verdicts
    ]
    if view is None:
        rows.append({"view": CLAIMS, "rows": None, "sound": not wrong, "differing": wrong})
    show(rows, as_json=chosen().as_json, title="Views against their events 视图与事件核对")
    if wrong or any(it.differing for it in verdicts):
        raise typer.Exit(1)


def _faults(running: House) -> list[Fault]:
    """What is kept of the pools beside the views, and what is owed that nothing secures."""
    pools = [pool for _, pool in all_pools(running.views)]
    lent = [ProgrammeAt(*it) for it in all_programmes(running.views)]
    as_of = partial(AsReliedOn, running.following, running.codec)
    with running.store.reading() as reading:
        return [*faults(reading, as_of, pools), *faults_of_programmes(reading, lent)]


@command(app, "rebuild")
def rebuild_views(view: View = None) -> None:
    """Build anew from the first event, and switch when it has caught up; readers see the old."""
    followers = {it.name: it for it in _named(view).values()}
    with house() as running:
        running.catch_up()
        for name, follower in followers.items():
            with bar(f"Rebuilding {name}", None) as progress:
                task = progress.task_ids[0]
                rebuild(
                    running.following,
                    running.codec,
                    follower,
                    lambda done: progress.update(task, completed=done),  # noqa: B023  # used at once
                )
    rows = [{"view": name, "rebuilt": True} for name, it in ALL.items() if it.name in followers]
    show(rows, as_json=chosen().as_json, title="Views 视图")


def _named(view: str | None) -> dict[str, Follower]:
    if view is not None and view not in ALL:
        raise typer.BadParameter(f"no view {view!r}; there are {', '.join(sorted(ALL))}")
    return {name: it for name, it in ALL.items() if view in {None, name}}
