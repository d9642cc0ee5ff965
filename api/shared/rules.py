"""Which rule a field breaks, in Chinese; the English is that of whoever reads the field.

By kind, with the figures of the rule. A kind without words here fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic_core import PydanticCustomError

ZH: Mapping[str, str] = {
    "missing": "必须填写",
    "extra_forbidden": "不接受此字段",
    "none_required": "须为 null",
    "recursion_loop": "嵌套有循环",
    "invalid_key": "字段名须为字符串",
    "model_type": "须为对象",
    "model_attributes_type": "须为对象",
    "dict_type": "须为对象",
    "list_type": "须为数组",
    "tuple_type": "须为数组",
    "too_short": "至少 {min_length} 项, 现为 {actual_length} 项",
    "too_long": "至多 {max_length} 项, 现为 {actual_length} 项",
    "string_type": "须为字符串",
    "string_unicode": "须为有效的 Unicode 字符串",
    "string_sub_type": "须为字符串",
    "string_too_short": "至少 {min_length} 个字符",
    "string_too_long": "至多 {max_length} 个字符",
    "string_pattern_mismatch": "须为符合 {pattern} 的字符串",
    "bytes_type": "须为文件",
    "bool_type": "须为 true 或 false",
    "bool_parsing": "须为 true 或 false",
    "int_type": "须为整数",
    "int_parsing": "须为整数",
    "int_parsing_size": "整数过大",
    "int_from_float": "须为整数, 不得有小数",
    "greater_than": "须大于 {gt}",
    "greater_than_equal": "须不小于 {ge}",
    "less_than": "须小于 {lt}",
    "less_than_equal": "须不大于 {le}",
    "enum": "须为下列之一: {expected}",
    "literal_error": "须为下列之一: {expected}",
    "is_instance_of": "须为文件",
    "value_error": "不符合要求",
    "no_file": "须为文件",
    "not_matching": "须为符合 {pattern} 的字符串",
    "no_such_day": "日历上没有这一天或这一时刻",
    "no_such_amount": "小数位数多于 {currency} 所允许的位数",
    "other_currency": "所有金额须与含税总额同一币种",
    "currency_of_tax": "所有金额须与税额同一币种 {tax}: {place} 为 {currency}",
    "either_or": "请在 `receivables` 与 `waiting` 中择一",
}
"""kind -> what must hold."""

NOT_JSON: Mapping[str, str] = {
    "not UTF-8": "编码不是 UTF-8",
    "too deep": "嵌套过深",
    "a key stands twice": "同一字段出现两次",
    "not a number": "不是数字",
    "a text holds NUL": "文本含有 NUL 或半个字符",
    "Exceeds the limit": "数字位数过多",
    "Expecting property name": "此处应为字段名",
    "Expecting value": "此处应有值",
    "Expecting ','": "此处应为逗号",
    "Expecting ':'": "此处应为冒号",
    "Illegal trailing comma": "末尾多了逗号",
    "Extra data": "结尾之后还有内容",
    "Unterminated string": "字符串没有结束",
    "Invalid control character": "字符串中有控制字符",
    "Invalid \\escape": "转义不正确",
    "Invalid \\uXXXX": "转义不正确",
}
"""What stands in the way of reading JSON, by how its English begins."""

NOT_A_FORM: Mapping[str, str] = {
    "Missing boundary": "缺少分隔标记",
    "Too many": "文件或字段过多",
    "Part exceeded": "字段过长",
    "Invalid boundary": "分隔标记不正确",
}
"""What stands in the way of reading a form, the same."""


def in_chinese(kind: str, figures: Mapping[str, object]) -> str:
    """What must hold of a field; a kind that nobody worded is told without its figures."""
    words = ZH.get(kind, ZH["value_error"])
    shown = {name: str(figure).replace(" or ", " 或 ") for name, figure in figures.items()}
    return words.format_map(_Known(shown))


def broken_json(english: str) -> str:
    """The same of a body that is no JSON."""
    return _begun(NOT_JSON, english)


def broken_form(english: str) -> str:
    """The same of a form."""
    return _begun(NOT_A_FORM, english)


def _begun(table: Mapping[str, str], english: str) -> str:
    found = (words for begins, words in table.items() if english.startswith(begins))
    return next(found, "无法解析")


def unknown_field(meant: str | None, known: Sequence[str]) -> tuple[str, str]:
    """That no field has this name, in English and Chinese."""
    if meant is not None:
        return f"no such field; {meant} is near", f"没有此字段, 是否应为 {meant}"
    if not known:
        return "no field is taken here", "此处不接受任何字段"
    names = ", ".join(known)
    return f"no such field; there are {names}", f"没有此字段, 可用字段: {names}"


def not_matching(pattern: str) -> PydanticCustomError:
    return PydanticCustomError(
        "not_matching", "must be a string matching {pattern}", {"pattern": pattern}
    )


def no_such_day() -> PydanticCustomError:
    return PydanticCustomError("no_such_day", "there is no such day or hour in the calendar")


def no_such_amount(currency: str) -> PydanticCustomError:
    figures = {"currency": currency}
    return PydanticCustomError(
        "no_such_amount", "has more decimals than {currency} allows", figures
    )


class _Known(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "-"
