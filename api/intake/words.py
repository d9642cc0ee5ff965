"""Why a document is not believed, or nothing more can be done with it, in words."""

from __future__ import annotations

from api.shared.words import Words

FILES: Words = {
    "document.too_large": ("{place}: the file is too large.", "{place}: 文件过大。"),
    "document.empty": ("{place}: there is nothing in it.", "{place}: 内容为空。"),
    "document.unsupported_encoding": (
        "{place}: the text is in an encoding that is not read.",
        "{place}: 不支持的文本编码。",
    ),
    "document.unknown_kind": (
        "{place}: no invoice, credit note or paper of an order in a form that is read here.",
        "{place}: 不是可读取格式的发票、红字发票或订单单据。",
    ),
    "document.doctype_present": ("{place}: a DOCTYPE is not taken.", "{place}: 不接受 DOCTYPE。"),
    "document.too_deep": ("{place}: elements are nested too deep.", "{place}: 嵌套过深。"),
    "document.too_many_attributes": ("{place}: too many attributes.", "{place}: 属性过多。"),
    "document.too_many_elements": ("{place}: too many elements.", "{place}: 元素过多。"),
    "document.not_well_formed": ("{place}: not well-formed.", "{place}: 格式不完整。"),
    "document.archive_unsafe": (
        "{place}: the workbook unpacks to more than it may.",
        "{place}: 工作簿解压后超限。",
    ),
    "document.no_invoice_inside": (
        "{place}: there is no invoice inside the PDF.",
        "{place}: PDF 内没有发票数据。",
    ),
    "document.mapping_missing": (
        "{place}: a sheet needs a column mapping.",
        "{place}: 表格需要列映射。",
    ),
    "document.column_missing": (
        "{place}: a column that the mapping names is missing ({rule}).",
        "{place}: 缺少映射所指的列 ({rule})。",
    ),
    "document.too_many_rows": ("{place}: too many rows.", "{place}: 行数过多。"),
    "document.unreadable": ("{place}: the file cannot be opened.", "{place}: 文件无法打开。"),
}

KINDS: Words = {
    "document.marked_as_test": ("{place}: it is marked as a test.", "{place}: 标记为测试文件。"),
    "document.not_an_invoice": (
        "{place}: nobody owes anything by a document of this type.",
        "{place}: 此类单据不产生债务。",
    ),
    "document.already_factored": (
        "{place}: its own type says that the claim was sold.",
        "{place}: 单据类型表明债权已转让。",
    ),
    "document.bad_debt_adjustment": ("{place}: it writes off bad debt.", "{place}: 属于坏账核销。"),
    "document.type_unknown": ("{place}: the type is not known.", "{place}: 单据类型未知。"),
}

FIELDS: Words = {
    "document.field_missing": ("{place} is missing ({rule}).", "缺少 {place} ({rule})。"),
    "document.field_too_long": ("{place} is too long ({rule}).", "{place} 过长 ({rule})。"),
    "document.field_not_a_date": ("{place} is no date ({rule}).", "{place} 不是日期 ({rule})。"),
    "document.field_not_an_amount": (
        "{place} is no amount ({rule}).",
        "{place} 不是金额 ({rule})。",
    ),
    "document.currency_unknown": (
        "{place}: the currency is not known ({rule}).",
        "{place}: 币种未知 ({rule})。",
    ),
    "document.currencies_disagree": (
        "{place}: amounts are in several currencies ({rule}).",
        "{place}: 金额币种不一致 ({rule})。",
    ),
    "document.rows_disagree": (
        "{place}: rows of one invoice disagree ({rule}).",
        "{place}: 同一发票的各行不一致 ({rule})。",
    ),
    "document.party_missing": ("{place} is not named ({rule}).", "未写明 {place} ({rule})。"),
    "document.party_address_incomplete": (
        "{place}: the address is incomplete ({rule}).",
        "{place}: 地址不完整 ({rule})。",
    ),
    "document.seller_is_buyer": (
        "{place}: seller and buyer are the same ({rule}).",
        "{place}: 卖方与买方相同 ({rule})。",
    ),
    "document.vat_number_without_country": (
        "{place}: the VAT number has no country ({rule}).",
        "{place}: 增值税号缺少国别 ({rule})。",
    ),
}

SUMS: Words = {
    "document.due_before_issue": (
        "{place}: due before it was issued ({rule}).",
        "{place}: 到期日早于开具日 ({rule})。",
    ),
    "document.due_not_stated": (
        "{place}: no due date and no terms ({rule}).",
        "{place}: 未写明到期日或账期 ({rule})。",
    ),
    "document.amount_not_positive": (
        "{place}: nothing is to be paid ({rule}).",
        "{place}: 应付金额不为正 ({rule})。",
    ),
    "document.tax_schemes_mixed": (
        "{place}: several tax schemes in one document ({rule}).",
        "{place}: 混用多种税制 ({rule})。",
    ),
    "document.totals_disagree": (
        "{place}: the sums do not add up ({rule}).",
        "{place}: 合计不符 ({rule})。",
    ),
    "document.lines_missing": (
        "{place}: there are no lines ({rule}).",
        "{place}: 没有明细 ({rule})。",
    ),
    "document.line_amount_disagrees": (
        "{place}: the amount is not price by quantity ({rule}).",
        "{place}: 金额与单价数量不符 ({rule})。",
    ),
    "document.quantity_without_unit": (
        "{place}: a quantity without a unit ({rule}).",
        "{place}: 数量缺少单位 ({rule})。",
    ),
    "document.several_orders": (
        "{place}: it is about several orders at once ({rule}).",
        "{place}: 同时涉及多份订单 ({rule})。",
    ),
    "document.reply_unknown": (
        "{place}: it does not say whether the order is accepted ({rule}).",
        "{place}: 未说明是否接受订单 ({rule})。",
    ),
    "document.line_number_repeated": (
        "{place}: a line number twice ({rule}).",
        "{place}: 明细编号重复 ({rule})。",
    ),
    "document.quantity_not_positive": (
        "{place}: a quantity of nothing or less ({rule}).",
        "{place}: 数量不为正 ({rule})。",
    ),
    "document.line_repeated": (
        "{place}: an exact copy of an earlier line ({rule}).",
        "{place}: 与前一行完全重复 ({rule})。",
    ),
    "document.line_not_priced": (
        "{place}: a price of nothing or less ({rule}).",
        "{place}: 单价不为正 ({rule})。",
    ),
}

WAITING: Words = {
    "intake.not_found": ("There is no such document.", "不存在该单据。"),
    "intake.not_waiting": (
        "The document was taken or dismissed already.",
        "该单据已处理或已作废。",
    ),
    "intake.order_not_meant": (
        "{order} is none of the orders that bear the number which the document names.",
        "{order} 不是该单据所引用编号的订单。",
    ),
}

WORDS: Words = {**FILES, **KINDS, **FIELDS, **SUMS, **WAITING}
