"""What stands in the way of a bank message or an entry, in words."""

from __future__ import annotations

from api.shared.words import Words

MESSAGES: Words = {
    "bank_message.not_xml_we_read": (
        "{file} at {place}: not XML that is read here ({rule:xml}: {found}).",
        "{file} 于 {place}: 不是可读取的 XML ({rule:xml}: {found})。",
    ),
    "bank_message.not_a_bank_message": (
        "{file}: {found} is not camt.052, camt.053 or camt.054.",
        "{file}: {found} 不是 camt.052、camt.053 或 camt.054。",
    ),
    "bank_message.version_not_read": (
        "{file}: {found}; versions 1 to 8 are read.",
        "{file}: {found}; 仅读取第 1 至 8 版。",
    ),
    "bank_message.no_statement": (
        "{file} at {place}: there is no {found}.",
        "{file} 于 {place}: 缺少 {found}。",
    ),
    "bank_message.element_missing": (
        "{file} at {place}: {found} is missing.",
        "{file} 于 {place}: 缺少 {found}。",
    ),
    "bank_message.amount_unsound": (
        "{file} at {place}: {found} is no amount.",
        "{file} 于 {place}: {found} 不是有效金额。",
    ),
    "bank_message.currency_unknown": (
        "{file} at {place}: {found} is no currency.",
        "{file} 于 {place}: {found} 不是有效币种。",
    ),
    "bank_message.date_unsound": (
        "{file} at {place}: {found} is no date.",
        "{file} 于 {place}: {found} 不是有效日期。",
    ),
    "bank_message.code_unknown": (
        "{file} at {place}: the code {found} is not known.",
        "{file} 于 {place}: 代码 {found} 未知。",
    ),
}

ENTRIES: Words = {
    "process.collection_unknown": ("There is no entry {collection}.", "不存在流水 {collection}。"),
    "collection.entry_not_found": (
        "There is no entry {collectionId}.",
        "不存在流水 {collectionId}。",
    ),
    "collection.entry_already_booked": (
        "Entry {collectionId} is booked already.",
        "流水 {collectionId} 已入账。",
    ),
    "collection.pending_never_counts": (
        "The entry is {status:entry}: only what is booked is money.",
        "流水状态为{status:entry}, 仅已入账款项有效。",
    ),
    "collection.entry_is_no_collection": (
        "The entry is a {nature:nature}, no collection.",
        "该流水性质为{nature:nature}, 不是回款。",
    ),
    "collection.entry_reverses_nothing": (
        "The entry is a {nature:nature}: it takes nothing back.",
        "该流水性质为{nature:nature}, 不冲回任何款项。",
    ),
    "collection.entry_is_a_collection": (
        "Entry {collectionId} is money that came in: it is matched, not noted.",
        "流水 {collectionId} 为来款, 应匹配而非仅记录。",
    ),
    "collection.value_date_missing": (
        "Entry {collectionId} has neither value date nor booking date.",
        "流水 {collectionId} 没有起息日或入账日。",
    ),
    "collection.amount_not_positive": (
        "{amount} is not more than nothing.",
        "金额 {amount} 必须大于零。",
    ),
    "collection.nothing_named": (
        "Nothing is named for entry {collectionId}.",
        "未列明流水 {collectionId} 对应的应收账款。",
    ),
    "collection.receivable_named_twice": (
        "{receivableId} is named twice.",
        "{receivableId} 重复列出。",
    ),
    "collection.other_currency": (
        "The entry is in {entry}; {asked} was asked.",
        "流水币种为 {entry}, 请求为 {asked}。",
    ),
    "collection.returned_beyond_reversal": (
        "{returned} is said to be returned; the bank took back {reversal}.",
        "申报退回 {returned}, 银行仅冲回 {reversal}。",
    ),
    "collection.still_allocated": (
        "{allocated} of it is allocated: undo that first.",
        "其中 {allocated} 已分配, 请先撤销。",
    ),
    "collection.note_already_closed": (
        "The note on {collectionId} is closed already.",
        "流水 {collectionId} 的备注已关闭。",
    ),
    "collection.already_reversed": (
        "Nothing of entry {collectionId} stands any more.",
        "流水 {collectionId} 已全部冲回。",
    ),
    "collection.beyond_entry": (
        "{requested} would go back; {standing} stands.",
        "请求冲回 {requested}, 尚存 {standing}。",
    ),
    "collection.nothing_remains": (
        "Nothing of entry {collectionId} remains to be matched.",
        "流水 {collectionId} 无待匹配余额。",
    ),
    "collection.beyond_remainder": (
        "{requested} was asked; {remaining} remains.",
        "请求 {requested}, 余额 {remaining}。",
    ),
    "collection.receivable_not_paid": (
        "The entry paid nothing on {receivableId}.",
        "该流水未用于偿付 {receivableId}。",
    ),
    "collection.beyond_allocated": (
        "{requested} would be taken back from {receivableId}; {allocated} was paid on it.",
        "拟从 {receivableId} 撤回 {requested}, 该流水对其仅偿付 {allocated}。",
    ),
}

WORDS: Words = {**MESSAGES, **ENTRIES}
