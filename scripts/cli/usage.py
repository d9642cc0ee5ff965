"""What is wrong with how a command was written, in English and, below it, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from json import JSONDecodeError
from types import MethodType
from typing import Any

from typer import rich_utils
from typer._click.exceptions import ClickException, NoArgsIsHelpError

WHOLE: Mapping[str, str] = {
    "Missing argument {}.": "缺少参数 {}。",
    "Missing option {}.": "缺少选项 {}。",
    "Missing parameter {}.": "缺少参数 {}。",
    "Missing command.": "缺少命令。",
    "No such command {}. Did you mean {}?": "没有命令 {}, 是否应为 {}?",
    "No such command {}.": "没有命令 {}。",
    "No such option: {} (Possible options: {})": "没有选项 {}, 相近的有 {}。",
    "No such option: {} Did you mean {}?": "没有选项 {}, 是否应为 {}?",
    "No such option: {}": "没有选项 {}。",
    "Got unexpected extra argument(s) ({})": "多出参数: {}。",
    "Option {} does not take a value.": "选项 {} 不带值。",
    "Option {} requires an argument.": "选项 {} 须带值。",
    "Option {} requires {} arguments.": "选项 {} 须带 {} 个值。",
    "Argument {} takes {} values.": "参数 {} 须有 {} 个值。",
}
"""Told whole. What is told about one value is below."""

OF_A_VALUE: Mapping[str, str] = {
    "{} is not one of {}": "{} 须为下列之一: {}",
    "{} is not an amount as {}": "{} 不是金额, 格式如 {}",
    "{} is not an amount": "{} 不是金额",
    "{} has more decimals than {} allows": "{} 的小数位数多于 {} 所允许的位数",
    "{} is not a day as {}": "{} 不是日期, 格式如 {}",
    "{} is not a share as {}": "{} 不是比例, 格式如 {}",
    "{} is not a rate as {}": "{} 不是利率, 格式如 {}",
    "{} is not a rating as {}": "{} 不是评级, 格式如 {} (评级, 评级日, 来源)",
    "{} is not an account as {}": "{} 不是账户, 格式如 {} (账号@银行)",
    "{} is not a line and a quantity, as {}": "{} 不是明细及数量, 格式如 {}",
    "{} is not a time as {}": "{} 不是时间, 格式如 {}",
    "{} does not say its zone, as in {}": "{} 未注明时区, 格式如 {}",
    "{} is not as {}": "{} 的格式不符, 应如 {}",
    "a guarantee and its part, as {}": "须写明担保及其份额, 格式如 {}",
    "say whose: {}": "请指明查看哪一方: {}",
    "no view {}; there are {}": "没有视图 {}, 现有: {}",
    "nothing came on {}: say it with {}": "明细 {} 没有收货, 请用 {} 写明",
    "{} {} does not exist.": "{} {} 不存在",
    "{} {} is a directory.": "{} {} 是文件夹",
    "{} {} is a file.": "{} {} 是文件",
    "{} {} is not readable.": "{} {} 无法读取",
    "{} {} is not writable.": "{} {} 无法写入",
    "Input should be a valid integer, {}": "须为整数",
    "Input should be a valid number, {}": "须为数字",
    "Input should be a valid boolean, {}": "须为 true 或 false",
    "Input should be greater than or equal to {}": "须不小于 {}",
    "Input should be less than or equal to {}": "须不大于 {}",
    "{} values are required, but {} given.": "须有 {} 个值, 现有 {} 个",
    "Value {} is not a valid {}.": "{} 的格式不符",
}

SORTS = {"File": "文件", "Directory": "文件夹", "Path": "路径"}
INVALID = re.compile(
    r"Invalid value(?: for (?P<which>.+?))?: (?:Value error, )?(?P<why>.+)", re.DOTALL
)
FILES = "文件内容有误"
UNSAID = "不符合要求"


@contextmanager
def in_both_languages() -> Iterator[None]:
    """Whatever is said of a command that cannot be read is said in Chinese too."""
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except ClickException as wrong:
        english = wrong.format_message()
        both = f"{english}\n{chinese_of(english, wrong.__cause__)}"
        wrong.format_message = MethodType(lambda _: both, wrong)  # type: ignore[method-assign]  # once
        raise


def chinese_of(english: str, cause: BaseException | None = None) -> str:
    """The same in Chinese; `cause` is what a file was refused for."""
    whole = _in(WHOLE, english)
    if whole is not None:
        return whole
    told = INVALID.fullmatch(english)
    if told is None:
        return f"命令{UNSAID}。"
    which = "" if told["which"] is None else f"{told['which']} "
    return f"{which}的值无效: {_why(told['why'], cause)}。"


def _why(english: str, cause: BaseException | None) -> str:
    inner = None if cause is None else cause.__cause__
    if isinstance(inner, ValueError):
        return f"{FILES}, {_of_file(inner)}"
    return _in(OF_A_VALUE, english) or UNSAID


def _of_file(refused: ValueError) -> str:
    """Its place and rule, where a file is not what it should hold."""
    from pydantic import ValidationError  # noqa: PLC0415  # slow, and seldom needed

    from api.shared.rules import broken_json, in_chinese  # noqa: PLC0415  # the same

    if isinstance(refused, JSONDecodeError):
        return broken_json(refused.msg)
    if not isinstance(refused, ValidationError):
        return UNSAID
    first = refused.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field} {in_chinese(first['type'], first.get('ctx', {}))}"


def _in(table: Mapping[str, str], english: str) -> str | None:
    for pattern, chinese in _patterns(tuple(table.items())):
        found = pattern.fullmatch(english.removesuffix("."))
        if found is not None:
            return chinese.format(*(SORTS.get(part, part) for part in found.groups()))
    return None


@cache
def _patterns(table: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), chinese) for english, chinese in table)


def _pattern(english: str) -> re.Pattern[str]:
    parts = english.removesuffix(".").split("{}")
    return re.compile("(.+?)".join(re.escape(part) for part in parts), re.DOTALL)


def name_parts_in_both_languages() -> None:
    """The headings of help, and what stands around an error."""
    words: dict[str, Any] = {
        "ARGUMENTS_PANEL_TITLE": "Arguments 参数",
        "OPTIONS_PANEL_TITLE": "Options 选项",
        "COMMANDS_PANEL_TITLE": "Commands 命令",
        "ERRORS_PANEL_TITLE": "Error 错误",
        "ABORTED_TEXT": "Aborted. 已中止。",
        "REQUIRED_LONG_STRING": "[required 必填]",
        "DEFAULT_STRING": "[default 默认: {}]",
        "RICH_HELP": "Try [blue]'{command_path} {help_option}'[/] for help. 用法请见上述命令。",
    }
    for name, both in words.items():
        setattr(rich_utils, name, both)
