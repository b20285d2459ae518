"""The words of the headline board: series, bases, and why a figure is not printed or needs a remark."""

from benchmarks.words.terms import N

# What a figure is about; of other official series the definition is shown.
SERIES = {
    "product_pass": N("Lots that pass"),
    "fail_rate": N("Lots that fail"),
    "service_satisfaction": N("Satisfaction of consumers"),
    "standards_aligned": N("Standards that adopt an international one"),
    "adoption_lag": N("Days from an international edition to its adoption"),
}

BASIS = {
    "random": N("random draw"),
    "all": N("everything loaded here"),
    "published": N("official"),
}

# Why a figure has no number, or what has to be known of the number that it has.
REASON = {
    "too_few_lots": N("not printed: fewer than 20 lots"),
    "too_few_makers": N("not printed: fewer than 6 makers"),
    "one_maker_a_stratum": N("not printed: one maker in each stratum, so nothing tells how sure it is"),
    "too_wide": N("not printed: too uncertain"),
    "no_chances": N("not printed: no lot has a chance of being drawn"),
    "few_others": N("not printed: fewer than 6 makers beside your own"),
    "few_answers": N("not printed: fewer than 30 answers"),
    "mixed_draws": N("not representative: lots picked for a reason are among them"),
    "chances_missing": N("some lots drawn at random have no chance of being drawn and are left out"),
    "census": N("a count of all, not a sample"),
    "by_count": N("each indicator counts once: the output of some enterprise is not known"),
    "no_n": N("its number of samples is not published"),
    "break": N("begins anew: not to be compared with the periods before"),
}

VERDICT = {
    "improved": N("better beyond chance"),
    "worsened": N("worse beyond chance"),
    "no_clear_change": N("no clear change"),
    "not_comparable": N("not comparable: the series begins anew"),
    "no_interval": N("cannot be told: its number of samples is not published"),
    "withheld": N("not printed: too little was checked"),
}
