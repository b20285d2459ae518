"""Every command: its name, the module of this folder that holds it, the first sentence of its help.

Names and sentences stand apart from the code, so that --help and completion list them all and load none.
"""

from importlib import import_module
from typing import Any

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("upkeep", "Fill an empty store with the synthetic demo, through the same intake as any file."),
    "withdraw-demo": ("upkeep", "Withdraw every synthetic batch, so that the store can hold real data."),
    "template": ("template", "Write a file with the columns a KIND file of the sector may hold, and one example row."),
    "check": ("intake", "Name all problems of FILE; nothing is written."),
    "load": ("intake", "Check FILE, then write it as one batch; with any error nothing is written."),
    "batches": ("batches", "List the batches, newest first, withdrawn ones with their reason."),
    "withdraw": ("batches", "Take BATCH out of every result; the batch, the reason and the author are kept."),
    "reread": ("batches", "Read BATCH again from the bytes it came as; exit code 1 if anything stored differs."),
    "specs": ("specs", "List the indicators of all specs; exit code 1 with every problem if a spec is wrong."),
    "store": (
        "store",
        "Back the store up while it is in use, verify a backup by computing it again, move it to a lake or back.",
    ),
    "audit": ("store", "Say whether the entries of the audit are as they were written."),
    "cells": (
        "upkeep",
        "Give another association the sums of a wave's answers, or take those it gives: no respondent.",
    ),
    "rebuild": ("upkeep", "Sum all cells again from the answers; says whether anything differed."),
    "estimates": ("results", "Estimates with n, interval, design effect and flags."),
    "gaps": ("results", "Gaps to floor, benchmark and frontier: positive is better than the level."),
    "index": ("results", "The quality index with interval, rank range, coverage and caps."),
    "progress": ("results", "Change over the waves: moved by us, moved by the bar, forecast."),
    "breaks": ("results", "Days on which a series starts anew: a question, scale, order or method was changed."),
    "targets": ("results", "Targets of a year set by an association: is each product on pace to be there in time?"),
    "priorities": ("results", "Which gap to close first: what each adds to the index at its next level."),
    "contradictions": ("results", "Where consumers and the laboratory disagree, with the probability."),
    "robustness": ("results", "How far each index moves if it were made another way."),
    "cuts": ("cuts", "Where a gap sits: estimates by the parts of a facet, each held against the rest."),
    "samples": ("results", "Conformity of every sample to each level: pass, conditional or fail, with its rule."),
    "capability": ("results", "Can each laboratory decide: conditional states, U against the levels, En and z."),
    "performance": ("results", "Process performance Ppk against the floor, from 10 samples on."),
    "peer-gaps": ("results", "Gap of one enterprise to the median of its unnamed peers; needs --enterprise."),
    "checks": ("headline", "Lots that authorities drew and judged, one row a check."),
    "headline": ("headline", "Headline figures of the whole and its sectors, by both bases, beside the official ones."),
    "leverage": ("headline", "The key links: what the board gains if an indicator stands higher for everyone below."),
    "whatif": (
        "headline",
        "What if: index, ranks and floors computed again with other values or levels, in the worlds of the board.",
    ),
    "regions": ("headline", "Sectors by regions: index, interval, coverage and broken floors of the makers there."),
    "published": ("headline", "Official figures by area and period, with definition, breaks and source."),
    "mixes": (
        "mixes",
        "List where laboratories that differ measured the same makers, with what was decided, why and by whom.",
    ),
    "decide": (
        "mixes",
        "Decide on values of laboratories that differ: together, apart or without one; with reason, author, moment.",
    ),
    "states": ("infrastructure", "The state of each certificate, scope and record on a day, from its events."),
    "waves": (
        "waves",
        "List the waves of each sector: open, in preview or published, with how much of what was expected is in.",
    ),
    "publish": (
        "waves",
        "Show the results of a wave to everybody, at once or after a preview in which makers see their own.",
    ),
    "unpublish": (
        "waves",
        "Take a wave back: its results are shown to the association and administrators alone; the reason is kept.",
    ),
    "scopes": ("infrastructure", "In scope or not: each measurement against its laboratory's accreditation that day."),
    "coverage": ("infrastructure", "Holes: indicators that no laboratory or one alone can decide, by failing output."),
    "certificates": ("infrastructure", "Certificates on a day: ending in 7, 30 or 90 days, or suspended when tested."),
    "standards": ("infrastructure", "Standards and what they adopt; --coming: who fails today what comes."),
    "helpers": (
        "innovation",
        "Who can help with a gap: partners that closed it elsewhere; --requests: what was asked.",
    ),
    "clock": ("governance", "Who must do what by when after a failed check, on any day; late first."),
    "draw": (
        "governance",
        "Draw who is visited next, by tier and with a random reserve, so that anybody can draw it again.",
    ),
    "tiers": ("governance", "Tiers proposed from lots that failed, with their chances, beside what people decided."),
    "axes": ("governance", "Risk, credit, capacity and willingness side by side, never summed, each with its receipt."),
    "feedback": (
        "governance",
        "What followed a notice, a penalty, help or a project: before and after, against makers that were left alone.",
    ),
    "fairness": ("governance", "Whether tiers fall on makers of one size, region or age, which are no inputs."),
    "problems": (
        "innovation",
        "The list of problems: where much would be gained, who falls short, who is closing, which partner is missing.",
    ),
    "projects": (
        "innovation",
        "Whether projects worked: members against others, with interval, power and cost a point.",
    ),
    "library": (
        "innovation",
        "What worked: effects of closed actions in ladder points, failures counted, nobody named.",
    ),
    "records": (
        "governance",
        "Official decisions that are live on a day, each with its end, its way out and the maker's reply.",
    ),
    "replies": ("waves", "What makers reply to their own results while a wave is in preview."),
    "receipt": ("receipt", "Write the receipt of one index as JSON: inputs, batches, weights, caps, spec and seed."),
    "questionnaire": (
        "fieldwork",
        "Write the questions of a sector as a form, and beside it FILE.mapping.json, which reads its answers.",
    ),
    "form": ("fieldwork", "Links by which a questionnaire is answered in a browser, and their answers as a batch."),
    "report": (
        "report",
        "Write a report in PDF, Word, slides or XLSX, or ask one whether its numbers still hold.",
    ),
    "track": (
        "track",
        "How far each running round is: planned, in, share, and what will be in at its end at this pace.",
    ),
    "package": (
        "open_data",
        "Write a data package for everybody: a CSV for each result of published waves, the columns' meaning.",
    ),
    "digest": ("open_data", "Write what changed as a mail ready to send (.eml), ten lines at most; nothing is sent."),
    "calendar": ("open_data", "Write what is due as a calendar (.ics): actions, replies, waves to publish, what ends."),
    "token": ("open_data", "Make, list and end the tokens by which programs read under /api/v1."),
    "plan": ("plan", "Responses each enterprise needs so that a change shows between two waves."),
    "completion": ("completion", "Print what gives a shell the short name duibiao and its completion with Tab."),
}


class Lazy(click.Command):
    """A command known by its name and first sentence; its module is loaded once it is called or asked for more."""

    def __init__(self, name: str, module: str, sentence: str) -> None:
        """Nothing is loaded yet."""
        super().__init__(name, help=sentence)
        self.module = module

    def loaded(self) -> click.Command:
        """The command itself, found in its module by its name."""
        held = vars(import_module(f"benchmarks.cli.{self.module}")).values()
        return next(each for each in held if isinstance(each, click.Command) and each.name == self.name)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """That of the command itself, which is what runs, explains itself and completes."""
        return self.loaded().make_context(info_name, args, parent, **extra)
