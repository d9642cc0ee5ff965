"""A command that cannot be read is answered in English and in Chinese, and so is help."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import scripts
from scripts.cli.usage import UNSAID, chinese_of
from tests.scripts.scenes import typed
from tests.support.latin import forgotten

WIDE = {"COLUMNS": "400"}
DRAW = ["draw", "pool-1", "100.00", "--as", "spring"]


def told(*written: str) -> str:
    """What goes to stderr; the command ends as wrong usage does."""
    ended = typed(*written, env=WIDE)
    assert ended.exit_code == 2, ended.output
    return ended.stderr


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        (["quote"], "Missing argument 'pool'.", "缺少参数 'pool'。"),
        (["pool", "open"], "Missing argument 'pool'.", "缺少参数 'pool'。"),
        (["quote", "a", "b", "--as", "c"], "Missing option '--due'.", "缺少选项 '--due'。"),
        (["qoute"], "No such command 'qoute'.", "没有命令 'qoute'"),
        (["pool", "opne"], "No such command 'opne'.", "没有命令 'opne'"),
        (
            ["quote", "--amont"],
            "No such option: --amont",
            "没有选项 --amont, 相近的有 --data, --json",
        ),
        (["quote", "--zzz"], "No such option: --zzz", "没有选项 --zzz。"),
        (["pools", "x"], "Got unexpected extra argument(s) (x)", "多出参数: x。"),
        (["pools", "--party"], "requires an argument.", "选项 '--party' 须带值。"),
        (["pools", "--json=1"], "does not take a value.", "选项 '--json' 不带值。"),
        (
            ["dispute", "c", "1", "--as", "x", "--reason", "nope"],
            "'nope' is not one of 'return'",
            "'--reason' 的值无效: 'nope' 须为下列之一: 'return'",
        ),
        (
            ["quote", "p", "1.00", "--as", "spring", "--due", "2026-02-30"],
            "'2026-02-30' is not a day as 2026-03-02",
            "'2026-02-30' 不是日期, 格式如 2026-03-02",
        ),
        (["import", "/nowhere", "--as", "spring"], "does not exist", "不存在"),
    ],
)
def test_wrong_usage_is_told_in_both_languages(
    written: list[str], english: str, chinese: str
) -> None:
    said = told(*written)

    assert english in said
    assert chinese in said
    assert "Error 错误" in said


def test_a_file_of_terms_is_refused_with_the_place_and_the_rule(tmp_path: Path) -> None:
    file = tmp_path / "terms.json"
    file.write_text('{"version": 0}', encoding="utf-8")

    said = told("line", "propose", "l-1", "spring", "--terms", str(file), "--as", "lantern")

    assert "limit: Field required" in said
    assert "文件内容有误, limit 必须填写" in said


def test_the_headings_of_help_are_in_both_languages() -> None:
    said = typed("quote", "--help", env=WIDE).output

    assert "Arguments 参数" in said
    assert "Options 选项" in said


def own_messages() -> Iterator[str]:
    """Whatever the commands themselves say of a value; a figure in it is seven."""
    for file in Path(str(scripts.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="BadParameter"), args=[said, *_]):
                    if isinstance(said, ast.Constant | ast.JoinedStr):
                        yield _filled(said)
                case _:
                    pass


def _filled(said: ast.Constant | ast.JoinedStr) -> str:
    parts = said.values if isinstance(said, ast.JoinedStr) else [said]
    return "".join(str(it.value) if isinstance(it, ast.Constant) else "'7'" for it in parts)


@pytest.mark.parametrize("message", sorted(set(own_messages())))
def test_what_a_command_says_of_a_value_has_chinese(message: str) -> None:
    chinese = chinese_of(f"Invalid value for '--x': {message}")

    assert UNSAID not in chinese
    assert not forgotten(chinese, "'--x'", *message.rpartition(" as ")[2].split(), "--party LENDER")
