"""From a broken bottom line to its gap and back by clicks only; every place is an address that can be sent."""

from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def given(address: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in address.split("?")[1].split("&"))


def test_from_a_broken_bottom_line_to_its_gap_in_one_click_and_back(page, site):
    page.goto(f"{site}/overview?lang=en&role=regulator")
    settled(page)
    line = page.get_by_test_id("stPageLink").filter(has_text="where the bottom line is").first
    maker = line.locator("strong").inner_text()
    line.click()
    expect(page.get_by_text("Where each indicator stands")).to_be_visible(timeout=30_000)
    settled(page)
    place = asked(page)
    assert urlparse(page.url).path == "/gaps"
    assert {"sector", "category", "enterprise", "indicator", "wave"} <= set(place)
    expect(page.get_by_text(maker).first).to_be_visible()
    title = page.get_by_role("heading", level=1).inner_text()
    page.reload()
    settled(page)
    assert page.get_by_role("heading", level=1).inner_text() == title and asked(page) == place
    page.go_back()
    expect(page.get_by_text("Broken bottom lines")).to_be_visible(timeout=30_000)


def test_a_cell_of_the_board_opens_its_sector(page, site):
    page.goto(f"{site}/overview?lang=en&role=regulator")
    settled(page)
    said = page.get_by_text("Sector by dimension in points")
    box = page.get_by_test_id("stVerticalBlock").filter(has=said).last
    board = box.get_by_test_id("stVegaLiteChart")
    board.scroll_into_view_if_needed()
    place = board.bounding_box()
    page.mouse.click(place["x"] + place["width"] / 4, place["y"] + 80)  # in the upper rows, past the names
    expect(page.get_by_text("The league as ranges")).to_be_visible(timeout=30_000)
    assert asked(page)["sector"] in ("automobiles", "catering")


# Each address, and what stands then in the line over the title and in the title: the selection, in the language.
CANTEEN = "sector=catering&category=canteen"
PLACES = [
    ("overview?lang=zh&role=regulator&wave=2025H2", "总览 · 4 个行业 · 2025年下半年", ""),
    (f"sector?lang=en&role=regulator&{CANTEEN}&wave=2025H2", "Canteens and group meals · second half of 2025", "9 ent"),
    (
        f"gaps?lang=zh&role=manufacturer&own_sector=catering&own_catering=CAT-02&{CANTEEN}&wave=2025H2&indicator=wait_time",
        "第三只饺子餐饮 · 单位食堂与集体用餐 · 2025年下半年",
        "对标水平",
    ),
    (
        f"whatif?lang=zh&role=association&own_sector=catering&{CANTEEN}&enterprise=CAT-03&wave=2026H1",
        "哨镬餐饮 · 单位食堂与集体用餐 · 2026年上半年",
        "59.9",
    ),
    (
        "receipt?lang=en&role=regulator&sector=automobiles&enterprise=AUT-02&wave=2026H1",
        "Tin Sparrow Motors · Battery electric passenger cars · first half of 2026",
        "15 indicators",
    ),
    ("cuts?lang=zh&role=regulator&sector=automobiles&wave=2026H1", "汽车 · 全部企业 · 纯电动乘用车 · 2026年上半年", ""),
    (
        "progress?lang=zh&role=manufacturer&own_sector=automobiles&own_automobiles=AUT-01&wave=2025H2",
        "月井汽车 · 纯电动乘用车 · 2025年下半年",
        "",
    ),
    ("changes?lang=en&role=association&own_sector=catering&wave=2025H2", "Catering · second half of 2025", ""),
    ("waves?lang=zh&role=association&own_sector=catering&wave=2025H2", "餐饮 · 2025年下半年", "54 项结果中已有 54 项"),
    ("laboratories?lang=en&role=regulator&sector=home_furnishings&wave=2025H2", "Home furnishings · second half", ""),
    ("reports?lang=en&role=visitor&sectors=catering", "Reports and data", "published results as open data"),
]

# The others, with the role and the scope that open them; what the title says there in any demo.
OTHERS = [
    (
        "contradictions?lang=zh&role=association&own_sector=automobiles&wave=2025H2",
        "汽车 · 全部品类 · 2025年下半年",
        "隐性风险",
    ),
    ("actions?lang=zh&role=regulator&sector=catering", "改进行动 · 餐饮", "见效"),
    ("portfolio?lang=en&role=association&own_sector=home_furnishings", "Home furnishings", "Formaldehyde emission"),
    ("problems?lang=en&role=regulator&sectors=catering", "Catering", "holds the sector back most"),
    ("fieldwork?lang=zh&role=association&own_sector=catering&wave=2026H2", "餐饮 · CAT-survey · 2026年下半年", "样本"),
    ("next?lang=zh&role=regulator&sector=automobiles&wave=2026H1", "汽车", "未决判定"),
    ("batches?lang=en&role=association&own_sector=catering", "Batches", "batches count in the results"),
    ("questionnaire?lang=en&role=association&own_sector=catering", "Catering", "questions are asked"),
    ("standards?lang=en&role=regulator&sector=automobiles", "Automobiles", "what is coming"),
    ("tiers?lang=zh&role=regulator&sector=catering", "分级与四轴 · 餐饮", "家企业"),
    (
        "planner?lang=en&role=association&own_sector=catering&category=canteen",
        "Canteens and group meals",
        "responses an",
    ),
]

# The rest, and what their boxes hold: of those without a box the place and the title alone.
HELD = [
    (
        "?lang=zh&role=manufacturer&own_sector=catering&own_catering=CAT-02&category=quick_service_restaurant&wave=2025H2",
        *("首页 · 第三只饺子餐饮 · 快餐店 · 2025年下半年", "快餐店得", ["快餐店", "2025年下半年"]),
    ),
    ("story?lang=zh&role=regulator&step=3", "第 3 步，共 5 步 · 2026年上半年", "谁弥合了差距", []),
    ("headline?lang=en&role=visitor&wave=2025H2", "Headline · second half of 2025", "lots pass", ["2025 H2"]),
    (
        "helpers?lang=zh&role=regulator&sector=home_furnishings&indicator=panel_formaldehyde",
        *("谁能帮忙 · 家居", "合作方", ["家居", "甲醛释放量"]),
    ),
    ("upload?lang=zh&role=association&own_sector=catering&kind=checks", "报送", "报送", ["监督抽查"]),
    (
        "sample?lang=en&role=association&own_sector=catering&sampled_catering=canteen&counted_catering=recommend"
        "&sample_power=0.9&sample_budget=4500&sample_seed=spring",
        *("Whom to ask where", "needs its frame"),
        ["Canteens and group meals", "Would recommend (NPS)", "4500", "90%", "spring"],
    ),
    (
        "benchmarks?lang=zh&role=visitor&sector=catering&rules_catering=canteen&indicator=food_retention_sample",
        *("对标水平 · 餐饮 · 单位食堂与集体用餐", "个水平值", ["餐饮", "单位食堂与集体用餐"]),
    ),
    (
        "benchmarks?lang=en&role=visitor&sector=automobiles&rules_automobiles=passenger_car_ev&find_automobiles=brake",
        *("Benchmarks · Automobiles · Battery electric", "levels are checked", ["Automobiles", "brake"]),
    ),
    (
        "certificates?lang=zh&role=regulator&sectors=automobiles&subject=CAL-LAB-FUR-1",
        *("证书 · 汽车", "证书", ["汽车", "CAL-LAB-FUR-1"]),
    ),
    (
        "clock?lang=en&role=regulator&sectors=home_furnishings&clock_day=2026-03-02&party=authority",
        *("Who must do what · Home furnishings · 2 Mar 2026", "late", ["Home furnishings", "2026-03-02"]),
    ),
    ("method?lang=zh&role=visitor", "规则 ▸ 方法", "个公式", []),
    ("people?lang=zh&role=administrator", "管理 ▸ 人员", "授权人员", []),
    (
        "audit?lang=en&role=administrator&audit_who=local&audit_object=catering&audit_what=uploaded",
        *("Manage ▸ Audit", "by 1 person", ["local", "catering", "loaded a batch"]),
    ),
    (
        "profile?lang=zh&role=laboratory&own_laboratory=LAB-FUR-2",
        *("管理 ▸ 个人信息", "当前身份：实验室", []),
    ),
]


def stands(page: Page, there: str, title: str) -> None:
    """The selection stands over the title, and the title says its part."""
    settled(page)
    expect(page.get_by_test_id("stMain").get_by_test_id("stCaptionContainer").first).to_contain_text(there)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.parametrize(("address", "there", "title"), PLACES, ids=lambda value: value.split("?")[0])
def test_an_address_shows_its_selection_in_a_fresh_browser_and_after_reload(browser, site, address, there, title):
    with browser.new_context(viewport={"width": 1440, "height": 1100}, locale="en-GB") as context:
        page = context.new_page()
        page.goto(f"{site}/{address}")
        stands(page, there, title)
        assert given(address).items() <= asked(page).items()
        if (address, there, title) in (PLACES[0], PLACES[2]):  # the first page that is no home, and a page of a maker
            page.reload()
            stands(page, there, title)


@pytest.mark.matrix
@pytest.mark.parametrize(("address", "there", "title"), OTHERS, ids=lambda value: value.split("?")[0])
def test_the_address_of_every_other_screen_shows_its_selection(tab, site, address, there, title):
    tab.goto(f"{site}/{address}")
    stands(tab, there, title)
    assert given(address).items() <= asked(tab).items()


HOLDS = """held => {
    const boxes = [...document.querySelectorAll("[data-testid='stMain'] input")].map(each => each.value);
    return held.every(each => boxes.includes(each));
}"""


@pytest.mark.matrix
@pytest.mark.parametrize(("address", "there", "title", "held"), HELD, ids=lambda value: str(value).split("&")[0])
def test_the_address_of_a_screen_holds_what_was_chosen_there_through_reload_back_and_forward(
    browser, site, address, there, title, held
):
    with browser.new_context(viewport={"width": 1440, "height": 1100}, locale="en-GB") as context:
        page = context.new_page()
        page.goto(f"{site}/{address}")

        def as_it_was() -> None:
            stands(page, there, title)
            page.wait_for_function(HOLDS, arg=held, timeout=20_000)
            assert given(address).items() <= asked(page).items()

        as_it_was()
        page.reload()
        as_it_was()
        page.get_by_test_id("stSidebarNav").locator("a[href*='overview']").click()
        caption = page.get_by_test_id("stMain").get_by_test_id("stCaptionContainer").first
        expect(caption).not_to_contain_text(there, timeout=30_000)
        settled(page)
        assert all(asked(page)[each] == given(address)[each] for each in ("lang", "role"))
        page.go_back()
        as_it_was()
        page.go_forward()
        expect(caption).not_to_contain_text(there, timeout=30_000)


def test_one_step_back_leads_to_the_place_before_and_one_forward_to_the_place_after(tab, site):
    first = f"{site}/overview?lang=en&role=regulator&wave=2026H1"
    tab.goto(first)
    settled(tab)
    tab.get_by_test_id("stPageLink").filter(has_text="Open the sector").first.click()
    expect(tab.get_by_text("The league as ranges")).to_be_visible(timeout=30_000)
    settled(tab)
    second = tab.url
    assert {"category", "ranks", "indicator"} <= set(asked(tab))  # which the screen itself wrote, one by one
    tab.go_back()
    expect(tab.get_by_text("Sector by dimension in points")).to_be_visible(timeout=30_000)
    settled(tab)
    assert tab.url == first
    tab.go_forward()
    expect(tab.get_by_text("The league as ranges")).to_be_visible(timeout=30_000)
    settled(tab)
    assert tab.url == second


def test_a_line_of_the_list_on_a_telephone_opens_the_gap_of_its_cell(tab, site):
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{site}/sector?lang=en&role=regulator&{CANTEEN}&wave=2025H2")
    settled(tab)
    said = tab.get_by_text("Enterprise by indicator in points")
    chart = tab.get_by_test_id("stVerticalBlock").filter(has=said).last.get_by_test_id("stVegaLiteChart")
    chart.scroll_into_view_if_needed()
    place = chart.bounding_box()
    tab.evaluate("y => document.querySelector('[data-testid=stMain]').scrollBy(0, y - 200)", place["y"])
    tab.wait_for_timeout(400)
    place = chart.bounding_box()
    tab.mouse.click(place["x"] + 60, place["y"] + 34 + 28 + 12)  # the name in the second line under the first maker
    expect(tab.get_by_text("Where each indicator stands")).to_be_visible(timeout=30_000)
    tab.set_viewport_size({"width": 1440, "height": 1100})
    assert {"enterprise", "indicator"} <= set(asked(tab)) and urlparse(tab.url).path == "/gaps"
