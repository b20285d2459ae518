"""The fixed columns of each kind of file: their ids are the contract, their Chinese names are accepted as well."""

from dataclasses import replace

from data.check.contract import Column

_RESPONSE = Column("response", "Response", "答卷编号", True, "text", ("答卷号", "答卷序号", "Response ID"))
_ENTERPRISE = Column("enterprise", "Enterprise", "企业代码", True, "text", ("企业",))
_CATEGORY = Column("category", "Category", "品类", True, "text", ("产品类别", "Product category"))
_PRODUCT = Column("product", "Product", "产品", False, "text", ("型号", "产品型号", "Model"))
_LAB = Column("lab", "Laboratory", "实验室", True, "text", ("检测机构", "检验机构"))

_UNCERTAINTY = (
    *(
        "U",
        "U95",
        "Expanded uncertainty",
        "Relative uncertainty",
        "Relative expanded uncertainty",
        "Standard uncertainty",
    ),
    *("不确定度", "测量不确定度", "标准不确定度", "相对不确定度", "相对扩展不确定度"),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "register": (
        _ENTERPRISE,
        Column("name_en", "Name in English", "英文名称", True, "text"),
        Column("name_zh", "Name in Chinese", "中文名称", True, "text"),
        Column("sector", "Sector", "行业", True, "text"),
        Column("output_share", "Share of output", "产值份额", False, "number"),
        Column("region", "Region", "地区", False, "text", ("省份", "所在地区", "所在省份", "Province")),
        Column("size", "Size", "企业规模", False, "text", ("规模", "Size class")),
        Column("uscc", "Unified social credit code", "统一社会信用代码", False, "text", ("社会信用代码", "信用代码")),
        Column("founded", "Founded", "成立年份", False, "text", ("成立时间", "成立日期", "Year founded")),
    ),
    "survey": (
        _RESPONSE,
        _ENTERPRISE,
        _CATEGORY,
        Column("stratum", "Stratum", "层", False, "text"),
        Column("psu", "Primary sampling unit", "初级抽样单元", False, "text", ("抽样点",)),
        Column("weight", "Weight", "权重", False, "number"),
        _PRODUCT,
    ),
    "test": (
        Column("sample", "Sample", "样品编号", True, "text", ("样品", "样品号", "Sample ID")),
        _ENTERPRISE,
        _CATEGORY,
        _LAB,
        Column("tested_on", "Tested on", "检测日期", True, "date", ("检验日期", "测试日期", "Test date")),
        Column("indicator", "Indicator", "指标", True, "text", ("检测项目", "检验项目", "Parameter")),
        Column("value", "Value", "检测值", True, "text", ("检测结果", "测定值", "测试结果", "Result")),
        Column("uncertainty", "Expanded uncertainty (k = 2)", "扩展不确定度", False, "number", _UNCERTAINTY),
        Column("unit", "Unit", "单位", False, "text"),
        _PRODUCT,
    ),
    "labs": (
        _LAB,
        Column("name", "Name", "名称", True, "text"),
        Column("accreditor", "Accreditor", "认可机构", False, "text"),
        Column("accreditation", "Accreditation", "认可编号", True, "text"),
        # One row a line of scope; a list of ids, as the column `scope` held them, is read as well.
        Column("indicator", "Indicator", "指标", True, "text", ("scope", "能力范围", "检测项目")),
        Column("valid_from", "Valid from", "有效期自", False, "date"),
        Column("valid_until", "Valid until", "有效期至", True, "date"),
        Column("low", "Lowest value", "范围下限", False, "number"),
        Column("high", "Highest value", "范围上限", False, "number"),
        Column("cmc", "Smallest uncertainty (CMC)", "最佳测量能力", False, "number", ("校准和测量能力",)),
    ),
    "standards": (
        Column("standard", "Standard", "标准号", True, "text", ("标准编号", "Standard No.")),
        Column("title_zh", "Title in Chinese", "中文名称", True, "text", ("标准名称",)),
        Column("title_en", "Title in English", "英文名称", False, "text"),
        Column("issued_on", "Issued on", "发布日期", False, "date"),
        Column("in_force", "In force from", "实施日期", True, "date"),
        Column("withdrawn_on", "Withdrawn on", "废止日期", False, "date"),
        Column("replaces", "Replaces", "代替标准", False, "text"),
        Column("international", "International standard", "采用国际标准", False, "text"),
        Column("international_on", "International edition of", "国际标准发布日期", False, "date"),
        Column("adoption", "Adoption", "采标程度", False, "text"),
        Column("indicators", "Indicators", "涉及指标", False, "text", ("指标",)),
        Column("value", "Limit", "限值", False, "number"),
        Column("unit", "Unit", "单位", False, "text"),
        Column("source", "Source", "来源", True, "text"),
    ),
    "states": (
        Column("subject", "Subject", "对象编号", True, "text", ("证书编号", "记录编号", "Certificate")),
        Column("kind", "Kind", "对象类型", True, "text", ("类型",)),
        Column("enterprise", "Enterprise", "企业代码", False, "text", ("企业",)),
        _PRODUCT,
        Column("lab", "Laboratory", "实验室", False, "text", ("检测机构", "检验机构")),
        Column("state", "State", "状态", True, "text", ("证书状态",)),
        Column("from", "From", "起始日期", True, "date", ("生效日期", "状态日期")),
        Column("until", "Until", "截止日期", False, "date", ("有效期至",)),
        Column("class", "Class", "等级", False, "text", ("失信等级",)),
        Column("basis", "Basis", "依据", False, "text"),
        Column("authority", "Authority", "机关或机构", False, "text", ("发证机构", "作出机关")),
        Column("document", "Document", "文号", False, "text"),
        Column("source", "Source", "来源", True, "text"),
        Column("reason", "Reason", "原因", False, "text"),
        Column("corrects", "Corrects the day", "更正日期", False, "date"),
    ),
    "published": (
        Column("area", "Area", "地域", True, "text", ("国家或地区",)),
        Column("period", "Period", "时期", True, "text", ("年份", "年度", "Year")),
        Column("indicator", "Series", "指标代码", True, "text", ("指标",)),
        Column("value", "Value", "数值", True, "number"),
        Column("unit", "Unit", "单位", True, "text"),
        Column("numerator", "Numerator", "分子", False, "number"),
        Column("denominator", "Denominator", "分母", False, "number"),
        Column("definition", "Definition", "口径", True, "text", ("定义",)),
        Column("break_before", "Break before", "此前断点", False, "text"),
        Column("revised_from", "Revised from", "修订前数值", False, "number"),
        Column("published_on", "Published on", "发布时间", True, "text", ("发布日期",)),
        Column("source", "Source", "来源", True, "text"),
        Column("checked", "Checked", "核实方式", True, "text"),
    ),
    "checks": (
        Column("check", "Check", "抽查编号", True, "text", ("抽检编号", "抽样单编号")),
        Column("authority", "Authority", "抽查机关", True, "text", ("组织抽查部门", "任务来源")),
        _ENTERPRISE,
        _CATEGORY,
        _PRODUCT,
        Column("lot", "Lot", "批次", False, "text", ("批号", "生产日期/批号")),
        Column("sampled_on", "Sampled on", "抽样日期", True, "date"),
        Column("place", "Place", "抽样环节", True, "text", ("抽样地点类型",)),
        Column("region", "Region", "地区", False, "text", ("省份", "所在省", "Province")),
        Column("why_drawn", "Why drawn", "抽取方式", True, "text", ("抽查类型",)),
        Column("draw_prob", "Chance of being drawn", "抽中概率", False, "number"),
        Column("lab", "Laboratory", "实验室", False, "text", ("检测机构", "检验机构", "承检机构")),
        Column("tested_on", "Tested on", "检测日期", False, "date", ("检验日期", "测试日期", "Test date")),
        Column("result", "Result", "结果", True, "text", ("检验结论", "抽查结果")),
        Column("failed", "Failed at", "不合格项目", False, "text"),
        Column("severity", "Severity", "不合格性质", False, "text"),
        Column("notified_on", "Notified on", "告知日期", False, "date", ("通知日期",)),
        Column("objection_on", "Objection on", "异议日期", False, "date"),
        Column("retest", "Retest", "复检结论", False, "text"),
        Column("correct_by", "Correct by", "整改期限", False, "date"),
        Column("rechecked_on", "Rechecked on", "复查日期", False, "date"),
        Column("recheck", "Recheck", "复查结论", False, "text"),
        Column("source", "Source", "来源", True, "text", ("通告文号",)),
    ),
    "products": (
        replace(_PRODUCT, required=True),
        _ENTERPRISE,
        _CATEGORY,
        Column("name_en", "Name in English", "英文名称", False, "text"),
        Column("name_zh", "Name in Chinese", "中文名称", False, "text"),
        Column("sold_from", "Sold from", "上市日期", False, "date", ("On sale from",)),
        Column("sold_to", "Sold to", "停售日期", False, "date", ("On sale to",)),
    ),
}

# Intake adds `line` and `censored` to its typed tables; no indicator may take any of these names.
TAKEN = frozenset(column.id for kind in ("survey", "test") for column in COLUMNS[kind]) | {"line", "censored"}
TAKEN_ZH = frozenset(column.zh for column in COLUMNS["survey"])
