"""What looks like personal data: in a header, in a cell, and anywhere inside a text."""

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.check.written.suggest import narrow
from data.check.written.texts import Texts, data_bytes

WHAT = ("name", "telephone", "identity", "plate", "mail", "internet", "account", "address", "position")
MASK = "■"
# The header as a whole, without its number, marks, brackets and group.
_HEADERS = {
    "name": r"(?:真实)?姓名|名字|(?:受访|被访|受访者|被访者|联系人|客户|用户|车主|业主)(?:的?姓名)?|"
    r"(?:顾客|填表人|访问员|消费者)(?:的?姓名)?|"
    r"昵称|(?:full|first|last|respondent|contact|customer|user|your|recipient)[ _]?(?:first|last)?[ _]?name|surname|"
    r"interviewer(?:[ _]?name)?|name|username|用户名",
    "telephone": r"(?:联系|手机|固定|办公|家庭)?电话(?:号码?)?|手机(?:号码?)?|座机(?:号码?)?|联系方式|"
    r"(?:contact |mobile |cell |home )?(?:tele)?phone(?:[ _]?(?:number|no\.?))?|mobile(?:[ _]?(?:number|no\.?))?|"
    r"tel\.?",
    "identity": r"身份证(?:件)?(?:号码?)?|证件号码?|护照(?:号码?)?|社保(?:卡)?号码?|(?:national |citizen )?id[ _]?"
    r"(?:card|number|no\.?)(?:[ _]?(?:number|no\.?))?|passport(?:[ _]?(?:number|no\.?))?|ssn|social security number",
    "plate": r"车牌(?:号码?)?|车架号|vin(?:码|码?号)?|发动机号|"
    r"(?:licen[cs]e|number)[ _]?plate|plate(?:[ _]?(?:number|no\.?))?",
    "mail": r"(?:电子)?邮[箱件](?:地址)?|e-?mail(?:[ _]?address)?|recipient[ _]?e-?mail|电邮",
    "internet": r"(?:来自|用户|答题)?ip(?:[ _]?addr(?:ess)?|[ _]?地址)?|refurl|mac[ _]?(?:address|地址)",
    "account": r"微信(?:号|昵称|id)?|we ?chat(?:[ _]?(?:id|name|openid))?|open_?id|union_?id|qq(?:号码?)?|"
    r"_?submitted_by|"
    r"微博(?:账号)?|支付宝(?:账号)?|银行(?:卡|账)号|bank[ _]?account|account[ _]?(?:number|no\.?)",
    "address": r"(?:家庭|详细|收货|通讯|居住|联系)?(?:地址|住址)|门牌号|(?:street|home|postal|mailing)[ _]?address|"
    r"address(?:[ _]?line)?(?:[ _]?\d)?",
    "position": r"_?(?:location|gps|geo|geolocation)?_?(?:latitude|longitude|altitude|precision)|lat|lon|lng|long|"
    r"经度|纬度|经纬度|_?geo(?:location|point|_?point)?|gps|定位|(?:位置)?坐标|(?:当前|地理)位置",
}
_NAMED = {what: re.compile(pattern, re.IGNORECASE) for what, pattern in _HEADERS.items()}
_ASKED = re.compile(
    r"(?:请问?您?(?:留下|填写|输入|提供)?)?您?的?"
    r"(?:please )?(?:what(?:'s| is) |enter |provide |leave )?(?:your |the )?",
    re.IGNORECASE,
)
_MARK = re.compile(r"^\s*(?:[Qq]?\d{1,3}\s*[.、:：)]\s*)|\s*(?:[*:?？]|[(\[【][^()\[\]【】]*[)\]】])\s*$")

_MOBILE = r"1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-35-8]|8\d|9[0-35-9])\d{8}"
_SPACED = r"1[3-9]\d[- ]\d{4}[- ]\d{4}"
_LAND = r"(?:\(0\d{2,3}\) ?|0\d{2,3}[- ])[2-8]\d{2,3}[ -]?\d{4}(?:[-转]\d{1,6})?"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IDENTITY = r"[1-9]\d{5}[ -]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx]"
_DEGREES = r"-?\d{1,3}\.\d{4,}"
_FORMS = {
    "identity": rf"(?<![0-9A-Za-z]){_IDENTITY}(?![0-9A-Za-z])",
    "telephone": rf"(?<![\w.#/-])(?:(?:\+|00)?86[- ]?)?(?:{_MOBILE}|{_SPACED})(?!\.?\d)(?![A-Za-z_/-])|"
    rf"(?<=[\u3400-\u9fff])(?:{_MOBILE}|{_SPACED})(?!\.?\d)(?![A-Za-z_/-])|(?<![\w.#/-]){_LAND}(?![\w/-])",
    "plate": rf"(?:(?<![\u3400-\u9fffA-Za-z0-9])|(?<=[牌号为是]))[{_PROVINCES}][A-HJ-Z][·•. -]?"
    r"(?=(?:[A-Z]*\d){3})[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])",
    "mail": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
    "internet": rf"(?<![\w.])(?:{_OCTET}\.){{3}}{_OCTET}(?![\w.])|"
    r"(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}(?![\w:])",
    "position": rf"(?<![\w.]){_DEGREES}\s*[,; ，]\s*{_DEGREES}(?![\w.])",
}
_FOUND = {what: re.compile(form) for what, form in _FORMS.items()}
# What a text has to hold to be worth a closer look, in the words of RE2; and where it is of plain signs only.
_EDGE = r"(?:^|[^0-9A-Za-z_.#/-])"
_WORTH = (
    rf"@|{_EDGE}(?:\(?0\d{{2,3}}[-) ] ?[2-8]\d\d|\+?\d{{0,5}}[- ]?1[3-9]\d[- ]?\d{{4}}[- ]?\d{{4}})|"
    rf"{_EDGE}[1-9]\d{{5}}[ -]?(?:18|19|20)\d{{6}}|[{_PROVINCES}][A-Z]|(?:\d{{1,3}}\.){{3}}\d|\d\.\d{{4,}}\s*[,; ，]|"
    r"(?:[0-9A-Fa-f]{1,4}:){7}"
)
_PLAIN_WORTH = (
    r"^(?:(?:00)?86-?)?1[3-9]\d-?\d{4}-?\d{4}$|^[1-9]\d{5}-?(?:18|19|20)\d{6}-?\d{3}[\dXx]$|"
    r"^0\d{2,3}-[2-8]\d{6,7}(?:-\d{1,6})?$"
)
_PLAIN = np.zeros(256, dtype=bool)
_PLAIN[[*range(48, 58), *range(65, 91), *range(97, 123), *b"-_/#"]] = True
_WEIGHTS, _CHECK = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_PERSON = re.compile(rf"(?:[{_SURNAMES}]|欧阳|上官|司马|诸葛|皇甫|尉迟)[\u4e00-\u9fff]{{1,2}}")
_SIGNED = re.compile(r"((?:联系人|姓名|[一-龥]{2}[人员者])\s*[:：]\s*)[\u4e00-\u9fff]{2,4}")
LOOKED_AT, SOME, FEW = 400, 0.3, 5  # texts of a column that are looked at; the part that gives it away; of numbers
_FREE = re.compile(r"[。！？!?]|[，,；;].*[，,；;]")
_FREE_NAMED = re.compile(
    r".*(?:意见|建议|备注|说明|留言|评论|反馈|原因|理由|请填写|请注明|comments?|remarks?|feedback|suggestions?|other.*specify|"
    r"open.?ended|verbatim|why).{0,6}",
    re.IGNORECASE,
)


def by_header(header: str) -> str:
    """One of WHAT, if a column is called so; "" else."""
    text = narrow(header)
    while (shorter := _MARK.sub("", text)) not in ("", text):
        text = shorter
    text = text.strip()
    asked = _ASKED.match(text)
    text = text[asked.end() :] or text if asked else text
    parts = {text, re.split(r"[/.:]", text)[-1].strip(), text.strip(" _")}
    return next((what for what, form in _NAMED.items() if any(form.fullmatch(part) for part in parts)), "")


def by_cells(texts: Texts) -> str:
    """One of WHAT, if enough texts of a column that nobody reads look like it; "" else."""
    looked_at = texts.distinct.slice(0, LOOKED_AT).to_pylist()
    if not looked_at:
        return ""
    counts = dict.fromkeys(WHAT, 0)
    for text in looked_at:
        for what, _, _ in _spans(text, sure=False):
            counts[what] += 1
            break
    counts["telephone"] -= int(numbered(texts.distinct.slice(0, LOOKED_AT)).sum())
    most = max(counts, key=lambda what: counts[what])
    if counts[most] >= SOME * len(looked_at):
        return most
    return "name" if _persons(looked_at) else ""


def persons(texts: Texts) -> bool:
    """Whether a column holds Chinese names of people and hardly anything else."""
    return _persons(texts.distinct.slice(0, LOOKED_AT).to_pylist())


def free(header: str, texts: Texts) -> bool:
    """Whether a column holds sentences: what people write as they like."""
    looked_at = texts.distinct.slice(0, LOOKED_AT).to_pylist()
    written = [text for text in looked_at if sum(map(str.isalpha, text)) > sum(map(str.isdigit, text))]
    if _FREE_NAMED.fullmatch(narrow(header)) and any(len(text) > 4 for text in written):
        return True
    long = [text for text in written if len(text) > 25 or text.count(" ") >= 5 or _FREE.search(text)]
    return len(written) * 2 > len(looked_at) and len(long) >= max(1, SOME * len(looked_at)) and len(looked_at) > 1


def remarks(texts: Texts) -> list[int]:
    """Places among the distinct texts of a column of codes that are sentences, or hold a dozen words."""
    plain, longest = _signs(texts.distinct)
    if plain or longest < 9:
        return []
    marks = pc.match_substring_regex(texts.distinct, r"[。！？]|[a-z][.!?]\s+[A-Z]|(?:\S+ ){12}")
    return np.flatnonzero(marks.to_numpy(zero_copy_only=False)).tolist()


def found(texts: Texts, *, numbers: bool) -> dict[int, str]:
    """Place among the distinct texts -> one of WHAT, for each text that holds personal data.

    numbers: a number of eleven digits may be a telephone's. Not where one is measured, and not where they are numbered
    in a row.
    """
    worth = texts.distinct
    plain, longest = _signs(worth)
    if longest < (11 if plain else 7):
        return {}
    form = _PLAIN_WORTH if plain else _WORTH
    likely = pc.match_substring_regex(worth, form).to_numpy(zero_copy_only=False).astype(bool)
    if not likely.any():
        return {}
    bare = pc.match_substring_regex(worth, r"^\d{11}$").to_numpy(zero_copy_only=False).astype(bool) & likely
    phones = bare & ~numbered(worth) if numbers else bare & False
    looked_at = np.flatnonzero(likely & ~(bare & ~phones)).tolist()
    seen = {place: next((what for what, _, _ in _spans(worth[place].as_py())), "") for place in looked_at}
    return {place: what for place, what in seen.items() if what}


def numbered(texts: pa.StringArray) -> np.ndarray:
    """For each text whether it is one of several numbers of eleven digits that stand in a row, or end in a serial."""
    bare = pc.match_substring_regex(texts, rf"^{_MOBILE}$").to_numpy(zero_copy_only=False).astype(bool)
    if bare.sum() < FEW:
        return bare & False
    held = texts.filter(pa.array(bare)).cast(pa.int64()).to_numpy()
    near = int(held.max() - held.min()) <= 10 * len(held)
    serial = int((held % 100_000).max()) <= min(10 * len(held), 10_000)
    return bare if near or serial else bare & False


def masked(text: str) -> str:
    """The text with a mark in place of everything in it that is personal data."""
    if not text or len(text) < 6:
        return text
    for _, start, end in sorted(_spans(text), key=lambda span: -span[1]):
        text = text[:start] + MASK + text[end:]
    return _SIGNED.sub(rf"\1{MASK}", text)


def _spans(text: str, *, sure: bool = True) -> Iterator[tuple[str, int, int]]:
    """What, from where and to where. sure: identity numbers with their check digit, and no version number as IP."""
    taken: list[tuple[int, int]] = []
    for what, form in _FOUND.items():
        for match in form.finditer(text):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            if sure and not _SURE.get(what, _yes)(match[0]):
                continue
            taken.append((start, end))
            yield what, start, end


def _yes(_: str) -> bool:
    return True


def _checked(number: str) -> bool:
    """Whether the last sign of an identity number follows from the others. Source: GB 11643-1999."""
    digits = re.sub(r"[ -]", "", number).upper()
    return _CHECK[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False)) % 11] == digits[-1]


def _not_a_date(number: str) -> bool:
    """0532-20260301 numbers a sample by its day."""
    return re.search(r"[- )]20\d{2}(?:0[1-9]|1[0-2])[0-3]\d$", number) is None


def _addressed(number: str) -> bool:
    """1.2.3.4 is a version or a part of a list; an address has a large number in it."""
    return ":" in number or any(int(each) >= 100 for each in number.split("."))


_SURE = {"identity": _checked, "telephone": _not_a_date, "internet": _addressed}


def _persons(texts: list[str]) -> bool:
    named = [text for text in texts if _PERSON.fullmatch(text)]
    return len(texts) >= FEW and len(named) >= 0.9 * len(texts)


def _signs(texts: pa.StringArray) -> tuple[bool, int]:
    """Whether all texts are of letters, digits and the signs of codes, and the bytes of the longest."""
    held = data_bytes(texts)
    return bool(_PLAIN[held].all()), pc.max(pc.binary_length(texts)).as_py() or 0
