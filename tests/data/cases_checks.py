"""Problems that only drawn lots have."""

from tests.data.check_files import Case, Known

HEAD = "check,authority,enterprise,category,sampled_on,place,why_drawn,result,failed,source"


def lot(expected: str, more: str = "", cells: str = "", **changed: str) -> Case:
    """A sound lot that passed, with these cells changed and these columns added."""
    sound = {"check": "C1", "authority": "SAMR", "enterprise": "ACME", "category": "panel", "sampled_on": "2026-03-01"}
    sound |= {"place": "shop", "why_drawn": "risk", "result": "pass", "failed": "", "source": "notice 1"} | changed
    row = ",".join(sound[name] for name in HEAD.split(","))
    return Case("checks", HEAD + more, (row + cells,), tuple(filter(None, expected.split("; "))))


SOUND = "C1,SAMR,ACME,panel,2026-03-01,shop,risk,pass,,notice 1"
CHECKS: dict[str, list[Case]] = {
    "not_in_list": [
        lot("not_in_list 2 place", place="market"),
        lot("not_in_list 2 why_drawn", why_drawn="随便"),
        lot("not_in_list 2 result", result="conditional"),
        lot("not_in_list 2 severity", ",severity", ",grave", result="fail", failed="formaldehyde"),
    ],
    "check_twice": [Case("checks", HEAD, (SOUND, SOUND), ("check_twice 3 check",))],
    "check_known": [Case("checks", HEAD, (SOUND,), ("check_known 2 check",), Known(checks={"C1"}))],
    "draw_prob_out_of_range": [
        lot("draw_prob_out_of_range 2 draw_prob", ",draw_prob", f",{text}", why_drawn="random")
        for text in ("0", "1.01", "-0.1", "120%")
    ],
    "draw_prob_missing": [
        lot("draw_prob_missing 2 check", why_drawn="random"),
        Case(
            "checks",
            f"{HEAD},draw_prob",
            (f"{SOUND.replace('risk', 'random')},", f"{SOUND.replace('C1', 'C2')},0.5"),
            ("draw_prob_missing 2 check",),
        ),
    ],
    "failed_missing": [
        lot("failed_missing 2 result", result="不合格", failed=""),
        Case("checks", HEAD.replace(",failed", ""), (SOUND.replace("pass,", "fail"),), ("failed_missing 2 result",)),
    ],
    "failed_on_pass": [
        lot("failed_on_pass 2 failed", failed="formaldehyde"),
        lot("failed_on_pass 2 severity", ",severity", ",safety"),
    ],
    "failed_unknown": [
        lot("failed_unknown 2 failed", result="fail", failed="formaldehyde;smell"),
        lot("failed_unknown 2 failed", result="fail", failed="satisfaction"),
        lot("failed_unknown 2 failed", result="fail", failed=";"),
    ],
    "dates_out_of_order": [
        lot("dates_out_of_order 2 tested_on", ",tested_on", ",2026-02-28"),
        lot("dates_out_of_order 2 correct_by", ",notified_on,correct_by", ",2026-04-01,2026-03-31"),
        lot("dates_out_of_order 2 objection_on", ",objection_on", ",2026-02-01"),
        lot("dates_out_of_order 2 rechecked_on", ",notified_on,rechecked_on,recheck", ",2026-04-01,2026-03-31,pass"),
    ],
    "half_recheck": [
        lot("half_recheck 2 recheck", ",recheck", ",pass"),
        lot("half_recheck 2 rechecked_on", ",rechecked_on", ",2026-05-01"),
    ],
}

FIGURES = "area,period,indicator,value,unit,numerator,denominator,definition,published_on,source,checked"


def figure(expected: str, more: str = "", cells: str = "", known: Known | None = None, **changed: str) -> Case:
    """A sound official figure with these cells changed."""
    sound = {"area": "CN", "period": "2024", "indicator": "product_pass", "value": "90", "unit": "%", "numerator": "9"}
    sound |= {"denominator": "10", "definition": "lots that pass", "published_on": "2025-03", "source": "bulletin"}
    row = ",".join((sound | {"checked": "source"} | changed)[name] for name in FIGURES.split(","))
    return Case("published", FIGURES + more, (row + cells,), (expected,), known or Known())


CHECKS |= {
    "series_code": [figure("series_code 2 indicator", indicator="合格率")],
    "period_unreadable": [figure("period_unreadable 2 period", period="last year")],
    "published_unreadable": [
        figure("published_unreadable 2 published_on", published_on=day) for day in ("x", "2025-13")
    ],
    "part_above_whole": [figure("part_above_whole 2 numerator", numerator=text) for text in ("11", "10.5")],
    "share_differs": [figure("share_differs 2 value", value="93")],
    "figure_twice": [
        Case("published", FIGURES, (figure("x").rows[0], figure("x").rows[0]), ("figure_twice 3 period",), Known())
    ],
    "figure_known": [figure("figure_known 2 period", known=Known(figures={("CN", "product_pass", "2024", "2025-03")}))],
}
CHECKS["not_in_list"].append(figure("not_in_list 2 checked", checked="perhaps"))
