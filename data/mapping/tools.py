"""Columns that survey tools add to every export: the number of the response, and how the interview went."""

from dataclasses import replace

import pyarrow.compute as pc

from data.check.contract import Contract
from data.check.written.suggest import key
from data.mapping.file import Mapping
from data.read import TextTable
from data.read.choices import Choice

# In the order in which they are taken for the number of the response, where no column is called so.
_NUMBERS = """
Respondent ID, Submission ID, _uuid, meta/instanceID, meta-instanceID, instanceID, KEY, _id, id,
答卷ID, 序号, 编号, 提交序号, Timestamp, 时间戳记, 时间戳
"""
# By tool: LimeSurvey; Kobo and ODK; Qualtrics; SurveyMonkey, Google and Microsoft Forms; 问卷星, 腾讯问卷 and alike.
_ADDED = """
submitdate, lastpage, startlanguage, seed, startdate, datestamp, ipaddr, refurl, token, lastaction, interviewtime,
Date submitted, Last page, Start language, Date started, Date last action, IP address, Referrer URL, Total time,
start, end, today, deviceid, subscriberid, simserial, simid, username, phonenumber, audit, __version__, formhub/uuid,
_id, _uuid, _submission_time, _validation_status, _notes, _status, _submitted_by, _tags, _index, meta/instanceID,
meta-instanceID, meta-instanceName, meta/instanceName,
meta/rootUuid, instanceID, instanceName, SubmissionDate, SubmitterID, SubmitterName, isValidated,
AttachmentsPresent, AttachmentsExpected, Status, ReviewState, DeviceID, Edits, FormVersion, KEY,
StartDate, EndDate, Start Date, End Date, Recorded Date, Response Type, User Language, Distribution Channel, IPAddress,
Progress, Finished, RecordedDate, RecipientLastName, RecipientFirstName, RecipientEmail, ExternalReference,
ExternalDataReference, LocationLatitude, LocationLongitude, DistributionChannel, UserLanguage, Q_RecaptchaScore,
Duration (in seconds), Recipient Last Name, Recipient First Name, Recipient Email, External Data Reference,
Location Latitude, Location Longitude,
Collector ID, Email Address, First Name, Last Name, Custom Data 1, Custom Data, Respondent ID, Date created,
Date modified, Time spent, Timestamp, Start time, Completion time, Email, Last modified time, Total points,
Quiz feedback, Grade posted time, Language,
时间戳记, 时间戳, 完成时间, 电子邮件, 电子邮件地址, 名称, 上次修改时间, 语言, 用户名,
序号, 编号, 提交答卷时间, 所用时间, 来源, 来源详情, 来自IP, 总分, 答题时间, 开始时间, 结束时间,
提交时间, 填写时间, 开始答题时间, 结束答题时间, 答题时长, 答题时长(秒), 用户ID, 用户IP, IP, IP地址,
IP省份, IP城市, 地理位置, 地理位置国家和地区, 地理位置省, 地理位置市, 浏览器, 操作系统, 设备, 渠道,
答题渠道, 状态, 清洗数据结果, 智能清洗数据无效概率, 昵称, 自定义字段
"""


def _keys(words: str) -> list[str]:
    return [key(word) for each in words.split(",") if (word := each.strip())]


_PROCESS = frozenset(_keys(_ADDED))


def tools(
    table: TextTable, mapping: Mapping, contract: Contract, targets: dict[str, str]
) -> tuple[Mapping, list[Choice]]:
    """The mapping with the number of the response where only the tool gives one, and without the columns it adds.

    targets: header -> id of the contract, for the columns that are read; only a survey file is changed.
    """
    if contract.kind != "survey":
        return mapping, []
    taken, choices = {*targets, *mapping.columns, *mapping.ignored}, []
    left = [header for header in table.columns if header not in taken]
    number = None if "response" in targets.values() else _number(table, left)
    if number is not None:
        mapping = replace(mapping, columns={**mapping.columns, number: "response"})
        choices.append(Choice("response_told", number))
    out = tuple(header for header in left if header != number and key(header) in _PROCESS)
    if out:
        mapping = replace(mapping, ignored=(*mapping.ignored, *out))
        choices.append(Choice("columns_process", count=len(out), got=", ".join(out)))
    return mapping, choices


def _number(table: TextTable, left: list[str]) -> str | None:
    """The column that numbers the responses: named so by a tool, filled in every row, each time with something else."""
    for name in _keys(_NUMBERS):
        for header in left:
            if key(header) != name:
                continue
            column = table.cells.column(table.columns.index(header))
            if column.null_count == 0 and pc.count_distinct(column.cast("string")).as_py() == len(column):
                return header
    return None
