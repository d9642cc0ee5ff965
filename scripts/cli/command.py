"""What every command has: `--data`, `--json`, and an end in words for what may happen."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from adapters.postgres.answers import encode_refusal
from adapters.postgres.embedded.failures import CannotStart
from adapters.postgres.following.building import Busy, NotBuilt
from adapters.postgres.following.failures import Halted
from api.shared.wire import stored_to_wire
from application.shared.ports import Conflict, OutcomeUnknown, RequestReused, Unavailable
from application.shared.views import NotYet, NotYetPast
from domain.shared.ids import PartyId
from domain.shared.refusal import Refused
from scripts.acting import Actor, WasRefused
from scripts.cli.named import as_meant
from scripts.cli.output import SIDE, show_failure, show_refusal
from scripts.compose import EARLIER, CannotServe, DataOfEarlierBuild, House, opened
from scripts.settings import Settings

DATA = Annotated[Path | None, typer.Option("--data", help="The data folder.", show_default=False)]
JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str, typer.Option("--as", help="The party that acts.", metavar="PARTY")]
By = Annotated[str | None, typer.Option("--by", help="The person who acts; you, where not said.")]
RequestId = Annotated[
    str | None,
    typer.Option(help="Names the command for ever: sent again, it gives the same answer."),
]

EXPECTED: tuple[tuple[type[Exception], str, str, str], ...] = (
    (DataOfEarlierBuild, "data.of_earlier_build", *EARLIER),
    (CannotServe, "cannot_serve", "{}", "无法提供服务: {}"),
    (CannotStart, "cannot_start", "{}", "数据库无法启动: {}"),
    (ValidationError, "settings", "A setting is not as it must be: {}", "设置不正确: {}"),
    (
        RequestReused,
        "request.reused",
        "This request id was used for another content.",
        "该请求号已用于另一内容的请求。",
    ),
    (
        OutcomeUnknown,
        "request.outcome_unknown",
        "It is not known whether it took effect: ask again under the same request id.",
        "请求是否生效未知, 请用同一请求号重发。",
    ),
    (
        Unavailable,
        "request.try_again",
        "Nothing was done: the database does not answer. Try again.",
        "未作任何操作: 数据库没有响应, 请重试。",
    ),
    (
        Conflict,
        "request.try_again",
        "Nothing was done: others wrote first, again and again. Try again.",
        "未作任何操作: 他人一再抢先写入, 请重试。",
    ),
    (
        NotYetPast,
        "request.not_yet_past",
        "What will be known then is not known yet.",
        "该时点尚未到来, 无法查询届时的数据。",
    ),
    (
        NotYet,
        "request.views_behind",
        "The views have not caught up yet. Try again.",
        "数据尚未更新到位, 请稍后重试。",
    ),
    (
        Busy,
        "views.busy",
        "Somebody else checks or rebuilds views now; one at a time.",
        "他人正在核对或重建视图, 请稍后再试。",
    ),
    (NotBuilt, "views.not_built", "The view {} is not built yet.", "视图 {} 尚未建成。"),
    (Halted, "views.halted", "{}", "视图跟随已停止: {}"),
    (
        OperationalError,
        "database.unreachable",
        "The database does not answer: {}",
        "数据库没有响应: {}",
    ),
    (OSError, "file", "{}", "文件无法读写: {}"),
)
"""What may happen to a sound program: a code and a sentence in English and Chinese."""


@dataclass(frozen=True, slots=True)
class Options:
    data: Path | None = None
    as_json: bool = False


_CHOSEN: ContextVar[Options] = ContextVar("options", default=Options())  # noqa: B039  # frozen


def chosen() -> Options:
    return _CHOSEN.get()


def command(app: typer.Typer, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a command under `name`; it gets `--data` and `--json` besides its own options."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        app.command(name)(_with_options(function))
        return function

    return register


def unnamed(app: typer.Typer) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register what a group does where none of its commands is named; with the same two options."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def alone(*, ctx: typer.Context, **given: Any) -> None:  # noqa: ANN401  # whatever typer parsed
            if ctx.invoked_subcommand is None:
                function(**given)

        own = inspect.signature(function, eval_str=True)
        context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
        every = [context, *own.parameters.values()]
        alone.__signature__ = own.replace(parameters=every)  # type: ignore[attr-defined]  # read below
        app.callback(invoke_without_command=True)(_with_options(alone))
        return function

    return register


def _with_options(function: Callable[..., None]) -> Callable[..., None]:
    @wraps(function)
    def run(*, data: Path | None = None, as_json: bool = False, **given: Any) -> None:  # noqa: ANN401  # whatever typer parsed
        _CHOSEN.set(Options(data, as_json))
        _quiet()
        _ended(lambda: function(**as_meant(given)))

    own = inspect.signature(function, eval_str=True)
    more = [_parameter("data", DATA, None), _parameter("as_json", JSON, default=False)]
    every = [*own.parameters.values(), *more]
    run.__signature__ = own.replace(parameters=every)  # type: ignore[attr-defined]  # typer reads it
    run.__annotations__ = {it.name: it.annotation for it in every}
    return run


@contextmanager
def house() -> Iterator[House]:
    """The running house: the embedded server is attached to, or started for as long as needed."""
    with ExitStack() as stack:
        with SIDE.status("Opening the house"):
            running = stack.enter_context(opened(settings()))
        yield running


def settings() -> Settings:
    data = chosen().data
    return Settings() if data is None else Settings(data=data)


def actor(running: House, party: str, name: str | None = None) -> Actor:
    return Actor(running.desk, PartyId(party), name or getuser())


def _parameter(name: str, kind: object, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _ended(work: Callable[[], None]) -> None:
    as_json = chosen().as_json
    try:
        work()
    except WasRefused as refused:
        show_refusal(refused.body, as_json=as_json)
    except Refused as refused:
        body = json.loads(stored_to_wire(encode_refusal(refused.refusal)))
        show_refusal(body, as_json=as_json)
    except tuple(kind for kind, *_ in EXPECTED) as failure:
        show_failure(*_said(failure), as_json=as_json)
    else:
        return
    raise typer.Exit(1)


def _said(failure: Exception) -> tuple[str, str, str]:
    """The code, and what happened in English and Chinese."""
    code, *both = next(said for kind, *said in EXPECTED if isinstance(failure, kind))
    detail = str(failure.orig if isinstance(failure, OperationalError) else failure).strip()
    english, chinese = (words.format(detail) for words in both)
    return code, english, chinese


def _quiet() -> None:
    """What goes on behind a command is told only where something is wrong."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger("error"),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
