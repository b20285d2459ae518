"""Provinces of China by their code of GB/T 2260, with their names in both languages."""

from typing import NamedTuple


class Province(NamedTuple):
    """Names of one province: English, full Chinese, and the Chinese that a chart or a list has room for."""

    en: str
    full: str
    zh: str


# Source: GB/T 2260-2007, digits 1 and 2 with four zeros. English as in the yearbooks of the statistics bureau.
PROVINCES: dict[str, Province] = {
    "110000": Province("Beijing", "北京市", "北京"),
    "120000": Province("Tianjin", "天津市", "天津"),
    "130000": Province("Hebei", "河北省", "河北"),
    "140000": Province("Shanxi", "山西省", "山西"),
    "150000": Province("Inner Mongolia", "内蒙古自治区", "内蒙古"),
    "210000": Province("Liaoning", "辽宁省", "辽宁"),
    "220000": Province("Jilin", "吉林省", "吉林"),
    "230000": Province("Heilongjiang", "黑龙江省", "黑龙江"),
    "310000": Province("Shanghai", "上海市", "上海"),
    "320000": Province("Jiangsu", "江苏省", "江苏"),
    "330000": Province("Zhejiang", "浙江省", "浙江"),
    "340000": Province("Anhui", "安徽省", "安徽"),
    "350000": Province("Fujian", "福建省", "福建"),
    "360000": Province("Jiangxi", "江西省", "江西"),
    "370000": Province("Shandong", "山东省", "山东"),
    "410000": Province("Henan", "河南省", "河南"),
    "420000": Province("Hubei", "湖北省", "湖北"),
    "430000": Province("Hunan", "湖南省", "湖南"),
    "440000": Province("Guangdong", "广东省", "广东"),
    "450000": Province("Guangxi", "广西壮族自治区", "广西"),
    "460000": Province("Hainan", "海南省", "海南"),
    "500000": Province("Chongqing", "重庆市", "重庆"),
    "510000": Province("Sichuan", "四川省", "四川"),
    "520000": Province("Guizhou", "贵州省", "贵州"),
    "530000": Province("Yunnan", "云南省", "云南"),
    "540000": Province("Xizang", "西藏自治区", "西藏"),
    "610000": Province("Shaanxi", "陕西省", "陕西"),
    "620000": Province("Gansu", "甘肃省", "甘肃"),
    "630000": Province("Qinghai", "青海省", "青海"),
    "640000": Province("Ningxia", "宁夏回族自治区", "宁夏"),
    "650000": Province("Xinjiang", "新疆维吾尔自治区", "新疆"),
    "710000": Province("Taiwan", "台湾省", "台湾"),
    "810000": Province("Hong Kong", "香港特别行政区", "香港"),
    "820000": Province("Macao", "澳门特别行政区", "澳门"),
}
