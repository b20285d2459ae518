"""Who stands in the demo: invented makers and laboratories, and the character of each sector.

No name is a real company's. A sector without a cast of its own (a spec file that was added) gets a plain one, so that
the demo fills it too.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.bilingual import BETWEEN

PEERS = 6  # makers a category needs, so that each of them has the five others a comparison asks for
MOST = 4  # categories one maker makes
MODELS = 3  # products a maker sells in a category


@dataclass(frozen=True)
class Maker:
    """One enterprise of the register, its quality in points above the sector, and the numbers of its categories."""

    code: str
    name_en: str
    name_zh: str
    share: float
    quality: float
    makes: tuple[int, ...]


@dataclass(frozen=True)
class Cast:
    """Prefix of a sector's codes, points at the first wave, gain a wave, and makers (English, Chinese, quality)."""

    prefix: str
    points: float
    gain: float
    makers: tuple[tuple[str, str, float], ...]


_CASTS = {
    "automobiles": Cast(
        "AUT",
        79.5,
        0.3,
        (
            ("Moonwell Motors", "月井汽车", 5.0),
            ("Tin Sparrow Motors", "锡雀汽车", 1.0),
            ("Nine Lanterns Auto", "九盏灯汽车", -2.5),
            ("Fogbell Motors", "雾铃汽车", 8.0),
            ("Saltwind Auto", "盐风汽车", -6.0),
            ("Copper Comet Motors", "铜彗汽车", 3.0),
            ("Thistledown Auto", "蓟绒汽车", -9.0),
            ("Halfmoon Ferry Motors", "半月渡汽车", -0.5),
            ("Glasswing Motors", "玻翼汽车", 6.0),
            ("Quillstone Auto", "羽石汽车", -4.5),
        ),
    ),
    "home_appliances": Cast(
        "APP",
        67.0,
        0.5,
        (
            ("Amberhum Electric", "琥鸣电器", 3.5),
            ("Snowmelt Valley Electric", "融雪谷电器", 7.5),
            ("Ninefold Fan Works", "九叠扇电器", -3.0),
            ("Lampfish Appliances", "灯鱼电器", 0.0),
            ("Frostfern Electric", "霜蕨电器", 5.0),
            ("Pebble and Kettle", "卵石壶电器", -7.5),
            ("Drizzle House Appliances", "细雨舍电器", -5.0),
            ("Cloudspool Electric", "云轴电器", 1.5),
            ("Sleeping Magnet Works", "眠磁电器", -1.5),
        ),
    ),
    "home_furnishings": Cast(
        "FUR",
        64.0,
        1.3,
        (
            ("Ninth Plank Home", "第九板家居", 2.0),
            ("Softmoss Furniture", "软苔家居", 6.0),
            ("Long Veranda Living", "长檐廊家居", -4.0),
            ("Walnut Moon Furniture", "核桃月家居", 4.0),
            ("Driftwood Clock Home", "漂木钟家居", -7.0),
            ("Stone Pillow Living", "石枕家居", 0.5),
            ("Lantern Loft Furniture", "灯阁楼家居", -2.0),
            ("Bent Birch Works", "弯桦家居", 9.0),
            ("Threadfox Home", "线狐家居", -5.5),
            ("Hollow Reed Living", "空苇家居", -1.0),
            ("Owl and Drawer", "鸮与抽屉家居", -2.5),
        ),
    ),
    "catering": Cast(
        "CAT",
        70.0,
        -0.2,
        (
            ("Dancing Ladle", "舞勺餐饮", 4.5),
            ("Third Dumpling", "第三只饺子餐饮", -1.0),
            ("Whistling Wok", "哨镬餐饮", -5.0),
            ("Ginger Otter Kitchens", "姜獭餐饮", 7.0),
            ("Clay Turnip", "陶萝卜餐饮", 2.0),
            ("Lotus Umbrella", "荷伞餐饮", -3.5),
            ("Pickled Comet", "腌彗星餐饮", -8.0),
            ("Seven Chopsticks", "七根筷餐饮", 0.5),
            ("Moonlit Noodle Pier", "月下面码头餐饮", 5.5),
            ("Steamed Lantern", "蒸灯笼餐饮", -2.0),
        ),
    ),
}
_PLAIN_QUALITY = (4.0, -2.0, 7.0, -5.0, 1.0, -8.0, 5.5, -3.5, 2.5, -1.0)
_LABS = (
    ("Harbour Light Test House", "港灯检测所"),
    ("Plum Rain Laboratory", "梅雨实验室"),
    ("Kite Hill Institute", "鸢岭检验院"),
)


def cast(sector: str) -> Cast:
    """The cast of a sector; a plain one with numbered makers where the sector is not one of the demo's own."""
    plain = tuple((f"Invented Maker {i + 1}", f"虚构企业{i + 1}", q) for i, q in enumerate(_PLAIN_QUALITY))
    return _CASTS.get(sector) or Cast(sector[:3].upper(), 74.0, 0.2, plain)


def makers(sector: str, categories: int) -> tuple[Maker, ...]:
    """The makers of a sector with that many categories, largest first; output shares are skewed and sum to 1."""
    chosen = cast(sector)
    rows = zip(chosen.makers, _shares(len(chosen.makers)), _makes(len(chosen.makers), categories), strict=True)
    return tuple(
        Maker(f"{chosen.prefix}-{number:02d}", en, zh, share, quality, makes)
        for number, ((en, zh, quality), share, makes) in enumerate(rows, start=1)
    )


def laboratories(sector: str) -> tuple[tuple[str, str], ...]:
    """Code and name of the three laboratories that test for a sector."""
    return tuple((f"LAB-{cast(sector).prefix}-{i}", f"{en}{BETWEEN}{zh}") for i, (en, zh) in enumerate(_LABS, start=1))


def product_names(crew: tuple[Maker, ...], categories: int) -> NDArray:
    """Codes of products such as AUT-03-2B (second category, model B), by maker, category and model."""
    rows = [[[f"{one.code}-{c + 1}{'ABC'[k]}" for k in range(MODELS)] for c in range(categories)] for one in crew]
    return np.array(rows)


def _shares(count: int) -> list[float]:
    """Shares in whole per cent that fall by a fifth from maker to maker, the first taking what rounding leaves."""
    raw = 0.8 ** np.arange(count)
    cents = np.round(100 * raw / raw.sum()).astype(int)
    cents[0] += 100 - cents.sum()
    return [cent / 100 for cent in cents.tolist()]


def _makes(count: int, categories: int) -> list[tuple[int, ...]]:
    """Categories of each maker: all, one left out in turn by every third; a rotation where there are too many."""
    if categories <= MOST:
        skipped = [i // 3 % categories if i % 3 == 2 and categories > 1 else -1 for i in range(count)]
        return [tuple(c for c in range(categories) if c != skip) for skip in skipped]
    width = max(MOST, -(-PEERS * categories // count))
    return [tuple(sorted({(i + step) % categories for step in range(width)})) for i in range(count)]
