"""Wording of what is not carried out at all: refused uploads and withdrawals, one sentence a code, each a msgid."""

REFUSALS: dict[str, str] = {
    "twin": "Batch {batch} already holds this very file for the same kind, round and wave. Withdraw that batch first "
    "if the file has to be loaded again.",
    "no_sector": "There is no sector {sector}. Sectors with a spec: {known}.",
    "not_yours": "Your role may not load files of this kind for sector {sector}.",
    "no_round": "A survey or test round needs a code and a wave: name both, for example S1 and 2026H1.",
    "no_wave": "Checks are sent with the wave on whose days they were sampled: name it, for example 2026H1.",
    "set_too_large": "At most {most} indicators are raised together; got {n}.",
    "no_indicator": "No spec knows the indicator {got}.",
    "bad_wave": "A wave is written 2026, 2026H1, 2026Q3 or 2026-07; {got} is none of them.",
    "raking_empty": "Cells of {variable} are empty ({n}; lines {lines}), and the margins need its value for every "
    "response. Fill them, or leave these responses out.",
    "no_reason": "A withdrawal needs a reason: say why the batch is taken back.",
    "not_yours_to_decide": "Only the association of sector {sector} or an administrator decides on its laboratories.",
    "no_decision": "A decision is one of {known}; {got} is none.",
    "no_decision_reason": "A decision needs a reason of 1 to {most} characters; got {got}. Say why the values count "
    "together or stay apart.",
    "not_yours_to_publish": "Only the association of sector {sector} or an administrator decides when its waves are "
    "shown.",
    "wave_not_measured": "Nothing was loaded for {wave} in sector {sector}: a wave is published once it was measured.",
    "preview_days": "A preview lasts 0 to {most} days; got {got}.",
    "published_before": "{wave} of sector {sector} is published already.",
    "not_published": "{wave} of sector {sector} is open already: there is nothing to take back.",
    "no_unpublish_reason": "Taking a wave back needs a reason of 1 to {most} characters; got {got}. Say why it is no "
    "longer shown.",
    "withdrawn_before": "Batch {batch} was already withdrawn: {why}",
    "not_yours_to_withdraw": "Your role may read batch {batch} but not withdraw it.",
    "no_batch": "There is no batch {batch} in your sectors.",
    "register_in_use": "Batch {batch} registers enterprises ({n}) that live survey or test batches speak of. Withdraw "
    "those batches first, or load a corrected register: the newest entry counts.",
    "nothing_kept": "This is a demonstration: it checks and shows, and keeps nothing. Run a copy of your own to keep "
    "what you send.",
    "not_in": "Your rights have changed since this page was shown: open it again.",
    "not_administrator": "Only an administrator reads and changes who may come in.",
    "not_administrator_here": "Only an administrator may do this.",
    "demo_in_use": "Batches that are not synthetic ({batches}) speak of enterprises that only the demo has registered: "
    "load your own register first.",
    "no_address": "An invitation goes to one email address; {got} is none.",
    "known_person": "{email} is known already: change that entry instead.",
    "no_person": "There is no person {person}.",
    "stale_person": "Meanwhile somebody changed what {email} may see: look again and repeat your change.",
    "no_scope": "This role needs to be told what it is about: choose at least one.",
    "no_role": "There is no role {got}.",
    "no_language": "There is no language {got}.",
    "last_administrator": "One active administrator has to remain.",
    "no_results_in_wave": "There are no results in the wave {wave}. Waves with results: {known}.",
    "no_results_of_maker": "Nothing was measured of {enterprise} in the wave {wave}.",
    "no_maker": "There is no enterprise {enterprise} in the register of the sector {sector}.",
    "no_font": "A PDF needs the font {font}, which is not on this machine; on Debian the package {package} has it.",
    "report_needs_sector": "A report of this kind is about one sector: name it ({kind}).",
    "report_needs_maker": "A report for a maker needs to be told which: name the enterprise, or ask for all.",
    "not_your_report": "Your role may not have this report.",
}
