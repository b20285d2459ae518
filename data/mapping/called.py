"""What rows are called that are no samples or responses: averages, limits, quality control, tests."""

import re

_SUM = (
    r"平均值?|均值|平均数|合计|总计|小计|总和|总数|汇总|中位数|中值|最大值?|最小值?|极差|标准偏差|标准差|相对标准偏差|变异系数|"
    r"[xX]\u0304|r\.?s\.?d\.?|s\.?d\.?|std\.?|st(?:d|andard)?\.? ?dev(?:iation)?\.?|cv|mean|average|avg\.?|sum|"
    r"(?:grand |sub-?)?total|median|minimum|maximum|min\.?|max\.?"
)
_LIMIT = re.compile(
    r"(?:标准|国标|技术)?(?:限值|限量值?|要求)|标准值|指标值|参考值|合格(?:值|线)|(?:方法)?检出限|定量限|样[本品]?[量数]|个数|"
    r"(?:(?:regulatory|legal|upper|lower|max(?:imum)?|min(?:imum)?) )?limits?"
    r"(?: (?:value|of (?:detection|quantification)))?|"
    r"requirements?|specification|target(?: value)?|reference value|lod|loq|mdl|n|count|no\. of (?:samples|responses)",
    re.IGNORECASE,
)
_TRIAL = re.compile(
    r"(?:(?:pre-?)?test(?:ing)?|demo|example|sample response|dummy|测试|试填|试答|示例|样例|演示)"
    r"(?:答卷|数据|response|data|row|行)?[\s_#-]*\d{0,3}",
    re.IGNORECASE,
)
_TAIL = r"\s*(?:\(.*\)|%|±.*|[:：]|\+/-.*)*"
_SUMMARY = re.compile(
    rf"(?:{_SUM}){_TAIL}|(?:mean|average|sum|total) of .*|.{{1,16}}(?:平均值?|合计|小计|总计|均值){_TAIL}|"
    rf".{{1,24}}[\s_]+(?:mean|average|avg\.?|sum|total|median|rsd|sd){_TAIL}",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"(?:(?:method|field|trip|reagent|laboratory|lab) ?)?blanks?|"
    r"(?:全程序|方法|试剂|现场|运输|实验室)?空白(?:样|样品|试验)?|"
    r"qc(?: ?samples?)?|质控样?品?|质量控制样?品?|(?:matrix )?spikes?(?:d sample)?|加标(?:样|样品|回收|回收率)?|"
    r"crm|有?证?标准物质|certified reference material|lcs|control sample",
    re.IGNORECASE,
)
PARALLEL = (
    r"平行双?样?品?|双平行|重复样品?|复样|复测样?|复检样?|重测|留样复测|"
    r"(?<![A-Za-z])(?:dup(?:l(?:icate)?)?s?(?: sample)?|parallel(?: sample)?|rep(?:l(?:icate)?)?|repeat(?:ed)?|"
    r"re-?test|re-?run)"
)
_PARALLEL = re.compile(rf"(?:{PARALLEL})[\s_#.-]*\d{{0,2}}", re.IGNORECASE)
_AGAIN = re.compile(r"(?:[复重][检测]|re-?test).{0,8}", re.IGNORECASE)
WORDED = (
    "(?i)限|要求|标准|指标值|参考值|合格|样|个数|平均|均值|[合总小]计|总[和数]|汇总|中位|中值|最[大小]|极差|变异|"
    "空白|质[控量]|加标|测试|试[填答]|示例|演示|limit|require|specification|target|reference|lod|loq|mdl|^n$|count|"
    "no\\. of|test|demo|example|dummy|x\u0304|r.?s.?d|s.?d|std|dev|cv|mean|average|avg|sum|total|median|min|max|"
    "blank|qc|spike|crm|lcs|control"
)
_NUMBER = re.compile(r"[\s_#-]*\d{0,3}$")


def is_summary(text: str) -> bool:
    """Whether a row of this name sums up others: 平均值, RSD, P1-P3 avg."""
    return _SUMMARY.fullmatch(text.strip()) is not None


def is_limit(text: str) -> bool:
    """Whether it holds what is asked for, or a number of samples: 标准值, Limit (GB 18580), N."""
    return _LIMIT.fullmatch(re.sub(rf"{_TAIL}$", "", text.strip())) is not None


def is_trial(text: str) -> bool:
    """Whether a response of this name is none: test 1, 测试, example."""
    return _TRIAL.fullmatch(text.strip()) is not None


def is_control(text: str) -> bool:
    """Whether it is quality control: 空白, QC1, spike."""
    return _CONTROL.fullmatch(_NUMBER.sub("", text.strip())) is not None


def is_parallel(text: str) -> bool:
    """Whether a row of this name measures a sample once more: 平行样, duplicate 2."""
    return _PARALLEL.fullmatch(text.strip()) is not None


def is_again(text: str) -> bool:
    """Whether it is a second test of a sample: 复检合格, 重测, retest."""
    return _AGAIN.fullmatch(text.strip()) is not None
