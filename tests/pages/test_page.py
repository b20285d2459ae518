"""The frame of a page: head, states, who is looking, and choices that are remembered."""

import struct

import pytest
from streamlit.testing.v1 import AppTest

from data.viewer import LOCAL, ROLES, Viewer, association, manufacturer
from pages.parts.frame import downloads, face
from pages.parts.frame.viewer import KEEPING
from pages.parts.words import markdown
from pages.parts.words import vocabulary as words
from pages.parts.words.language import CHINESE, ENGLISH, word


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("Linmu *Furniture*", r"Linmu \*Furniture\*"),
        ("[free](x) :red[now]", r"\[free\](x) \:red\[now\]"),
        ("# 1 maker", r"\# 1 maker"),
        ("1. maker", r"1\. maker"),
        ("## maker", r"\## maker"),
        ("- maker", r"\- maker"),
        ("a $x$ <b> `c` | d_e ~f~", r"a \$x\$ \<b\> \`c\` \| d\_e \~f\~"),
        ("one\n\ntwo", "one two"),
        ("4.2 points (1.1 to 7.3); 60: floor - ok!", "4.2 points (1.1 to 7.3); 60: floor - ok!"),
        ("http://e.com", "http\\:\N{WORD JOINER}//e.com"),
        ("www.e.com a@e.com", "www\N{WORD JOINER}.e.com a@\N{WORD JOINER}e.com"),
    ],
)
def test_a_name_from_a_file_is_plain_text_in_markdown(name, escaped):
    assert markdown.escaped(name) == escaped


def test_a_badge_has_the_colour_shape_and_word_of_its_verdict():
    assert markdown.badge("not_met", ENGLISH) == ":orange-badge[■ not met]"
    assert markdown.badge("met", CHINESE) == ":green-badge[● 达标]"


def test_the_icon_is_a_small_picture_of_our_own():
    data = face.ICON.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (128, 128)


def _screen(demo: bool, scope: tuple[str, ...] = (), title: str = "1 gap is certain", nothing: bool = False) -> None:
    import pandas as pd
    import streamlit as st

    from data.viewer import manufacturer
    from pages.parts.frame import page
    from pages.parts.frame.viewer import let_in
    from pages.parts.words.language import ENGLISH

    let_in(manufacturer("things", "A"))
    page.configure(ENGLISH)
    with page.screen("gaps", ENGLISH, demo=demo) as screen:
        st.text("content")
        if nothing:
            return screen.nothing(reason="No results [yet]")
        if title:
            screen.head(title, "**lead** stands at 118", scope)
            screen.take_away("things", lambda: pd.DataFrame({"a": [1]}), about={"Chance": "about 2"})


def test_the_head_stands_on_top_and_says_where_what_and_that_the_data_are_synthetic():
    app = AppTest.from_function(_screen, kwargs={"demo": True, "scope": ("Linmu *Co*", "")}).run()
    assert app.caption[0].value == r"Results ▸ **Gaps** · Linmu \*Co\* · :gray-badge[synthetic demo data]"
    assert app.title[0].value == "1 gap is certain"
    assert "drawn by Duibiao on" in app.markdown[0].value  # on paper only
    assert app.markdown[1].value == "**lead** stands at 118"
    assert "made up" in app.caption[1].value
    kinds = [each.type for each in app.main]
    assert kinds.index("title") < kinds.index("text")


def test_real_data_carry_no_badge_and_no_notice():
    app = AppTest.from_function(_screen, kwargs={"demo": False, "scope": ("Linmu",)}).run()
    assert [each.value for each in app.caption] == ["Results ▸ **Gaps** · Linmu"]


def test_what_is_taken_away_says_what_it_is_of_whom_and_that_it_is_synthetic(monkeypatch):
    rows = []
    monkeypatch.setattr(downloads, "row", lambda *given: rows.append(given))
    AppTest.from_function(_screen, kwargs={"demo": True, "scope": ("Linmu", "2026")}).run()
    name, table, about, language, chart = rows[0]
    assert (name, len(table()), language, chart) == ("things", 1, ENGLISH, None)
    assert list(about) == ["Content", "Chance", "Scope", "Data"]
    assert about["Content"] == "1 gap is certain" and about["Scope"] == "Linmu · 2026" and "made up" in about["Data"]


def test_a_screen_without_a_head_is_an_error_of_ours():
    app = AppTest.from_function(_screen, kwargs={"demo": False, "title": ""}).run()
    assert len(app.exception) == 1 and not app.title


def test_an_empty_screen_says_why_and_what_would_change_it():
    app = AppTest.from_function(_screen, kwargs={"demo": False, "nothing": True}).run()
    assert app.title[0].value == "Nothing has been measured yet"
    assert app.markdown[-1].value == r"**No results \[yet\]**"
    assert app.caption[-1].value.startswith("Results appear as soon as")


def _refused() -> None:
    import streamlit as st

    from data.viewer import manufacturer
    from pages.parts.frame import page
    from pages.parts.frame.viewer import let_in
    from pages.parts.words.language import ENGLISH

    let_in(manufacturer("things", "A"))
    with page.screen("portfolio", ENGLISH):
        st.text("secret")
    st.text("below")


def test_a_screen_of_another_role_says_so_and_the_run_ends_there():
    app = AppTest.from_function(_refused).run()
    assert not app.text and not app.exception
    assert app.title[0].value == "This page is not part of your role"
    assert app.markdown[0].value == "You are here as: Manufacturer."


def _switch(roles: tuple[str, ...] = ("regulator", "association", "manufacturer", "visitor")) -> None:
    import streamlit as st

    from pages.parts.frame import viewer
    from pages.parts.words.language import ENGLISH

    makers = {"home": {"linmu": "Linmu", "maple": "Maple"}, "cars": {"rapid": "Rapid"}}
    viewer.switch(ENGLISH, {"cars": "Automobiles", "home": "Home furnishings"}, makers, ["L1"], roles)
    st.session_state["seen"] = viewer.current_viewer()


def _seen(app: AppTest) -> Viewer:
    return app.session_state["seen"]


def test_a_demo_starts_as_a_regulator_who_sees_all():
    assert _seen(AppTest.from_function(_switch).run()) == Viewer("regulator")


def test_the_switch_makes_an_association_of_a_sector_and_a_manufacturer_of_one_enterprise():
    app = AppTest.from_function(_switch).run()
    app.selectbox(key="pick_role").set_value("association").run()
    assert _seen(app) == association("cars")
    app.selectbox(key="pick_own_sector").set_value("home").run()
    assert _seen(app) == association("home")
    app.selectbox(key="pick_role").set_value("manufacturer").run()
    app.selectbox(key="pick_own_home").set_value("maple").run()
    assert _seen(app) == manufacturer("home", "maple")


def test_the_address_chooses_and_the_choice_outlives_it():
    app = AppTest.from_function(_switch)
    app.query_params["role"], app.query_params["own_sector"] = "association", "home"
    assert _seen(app.run()) == association("home")
    app.query_params.clear()
    assert _seen(app.run()) == association("home")


def test_a_change_goes_to_the_address_as_a_code():
    app = AppTest.from_function(_switch).run()
    app.selectbox(key="pick_role").set_value("manufacturer").run()
    assert app.query_params["role"] in ("manufacturer", ["manufacturer"])


@pytest.mark.parametrize("role", ["administrator", "../admin", ""])
def test_an_address_cannot_make_a_role_the_switch_does_not_offer(role):
    app = AppTest.from_function(_switch)
    app.query_params["role"] = role
    assert _seen(app.run()) == Viewer("regulator")


def test_where_something_is_kept_the_switch_offers_every_role_and_starts_with_all_rights():
    app = AppTest.from_function(_switch, kwargs={"roles": KEEPING}).run()
    assert _seen(app) == LOCAL
    assert set(app.selectbox(key="pick_role").options) == {word(words.ROLE, role, ENGLISH) for role in ROLES}
    app.selectbox(key="pick_role").set_value("laboratory").run()
    assert _seen(app) == Viewer("laboratory", laboratories=frozenset({"L1"}))


def _nobody() -> None:
    import streamlit as st

    from pages.parts.frame import viewer

    st.session_state["seen"] = viewer.current_viewer()


def test_without_being_let_in_a_session_is_a_visitor_who_sees_nobody_by_name():
    assert _seen(AppTest.from_function(_nobody).run()).role == "visitor"


def _wave() -> None:
    import streamlit as st

    from pages.parts.frame.choice import pick

    options = ["2026H1", "2025H2"] if not st.session_state.get("shrunk") else ["2025H1"]
    st.text(str(pick("wave", "Wave", options)))
    st.text(str(pick("none", "None", [])))


def test_a_choice_that_is_no_longer_offered_falls_back_to_the_first():
    app = AppTest.from_function(_wave).run()
    app.selectbox(key="pick_wave").set_value("2025H2").run()
    assert app.text[0].value == "2025H2"
    app.session_state["shrunk"] = True
    assert app.run().text[0].value == "2025H1"


def test_a_choice_among_nothing_draws_nothing():
    app = AppTest.from_function(_wave).run()
    assert app.text[1].value == "None"
    assert [box.key for box in app.selectbox] == ["pick_wave"]


def test_the_mark_is_the_houses_own_logo_where_one_is_named_and_a_bad_one_is_said(tmp_path, monkeypatch):
    shown, told = [], []
    monkeypatch.setattr(face.st, "logo", lambda image, **more: shown.append(image))
    monkeypatch.setattr(face.st.sidebar, "caption", told.append)
    (tmp_path / "bad.png").write_text("no picture")
    for name in ("", str(face.ICON), str(tmp_path / "bad.png"), str(tmp_path / "gone.png")):
        monkeypatch.setenv("QUALITY_LOGO", name)
        face.mark(ENGLISH)
    assert [isinstance(image, bytes) for image in shown] == [False, True, False, False]
    assert shown[0].endswith("wordmark.svg") and len(told) == 2
    assert told[0].startswith("This logo cannot be used") and "gone" in told[1]
