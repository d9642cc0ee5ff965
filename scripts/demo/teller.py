"""Who tells the story, in English or Chinese; `Silent` plays it without a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from rich.console import Console
from rich.table import Table

from scripts.wording import worded


class Teller(Protocol):
    def act(self, english: str, chinese: str) -> None:
        """A new act begins."""
        ...

    def say(self, english: str, chinese: str) -> None: ...

    def refusal(self, body: dict[str, Any]) -> None:
        """The business said no: code, words and figures."""
        ...

    def table(self, title: tuple[str, str], headers: Sequence[tuple[str, str]], rows: Rows) -> None:
        """Headers and title in both languages; figures are put to the right."""
        ...


Rows = Sequence[Sequence[str]]


class Silent:
    """For a book that is only to be there."""

    def act(self, english: str, chinese: str) -> None: ...

    def say(self, english: str, chinese: str) -> None: ...

    def refusal(self, body: dict[str, Any]) -> None: ...

    def table(
        self, title: tuple[str, str], headers: Sequence[tuple[str, str]], rows: Rows
    ) -> None: ...


class Aloud:
    """Tells it on the terminal."""

    def __init__(self, console: Console, language: str) -> None:
        self._console = console
        self._chosen = 1 if language == "zh" else 0
        self._acts = 0

    def act(self, english: str, chinese: str) -> None:
        self._acts += 1
        title = (english, chinese)[self._chosen]
        self._console.print()
        self._console.rule(f"[bold]{self._acts}. {title}", align="left", style="dim")

    def say(self, english: str, chinese: str) -> None:
        self._console.print((english, chinese)[self._chosen], highlight=True)

    def refusal(self, body: dict[str, Any]) -> None:
        words = worded(body["code"], body["facts"])[self._chosen]
        mark = ("refused", "拒绝")[self._chosen]
        self._console.print(f"  [bold red]{mark}[/] [cyan]{body['code']}[/]  {words}")

    def table(self, title: tuple[str, str], headers: Sequence[tuple[str, str]], rows: Rows) -> None:
        table = Table(title=title[self._chosen], title_justify="left", header_style="bold")
        for number, header in enumerate(headers):
            figures = bool(rows) and _is_figure(rows[0][number])
            side: Literal["left", "right"] = "right" if figures else "left"
            table.add_column(header[self._chosen], justify=side, no_wrap=figures, overflow="fold")
        for row in rows:
            table.add_row(*row)
        self._console.print()
        self._console.print(table)


def _is_figure(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").removeprefix("-").isdigit()
