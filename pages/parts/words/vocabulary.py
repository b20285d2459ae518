"""The closed vocabularies of the pages in words: those of results, and roles, sections, kinds of files, steps."""

from benchmarks.words.terms import N, P
from benchmarks.words.vocabulary import *  # noqa: F403

# What ranges of rank are made from.
RANKS = {"sampling": P("ranks", "sampling"), "weights": P("ranks", "sampling and weights")}

# Who somebody is here.
ROLE = {
    "administrator": N("Administrator"),
    "regulator": N("Regulator"),
    "association": N("Sector association"),
    "manufacturer": N("Manufacturer"),
    "laboratory": N("Laboratory"),
    "visitor": N("Visitor"),
}

# The sections of the navigation.
SECTION = {
    "results": P("section", "Results"),
    "improve": P("section", "Improve"),
    "submit": P("section", "Submit"),
    "rules": P("section", "Rules"),
    "manage": P("section", "Manage"),
}

# What an uploaded file holds.
FILE_KIND = {
    "register": N("Register of enterprises"),
    "survey": N("Survey answers"),
    "test": N("Test results"),
    "labs": N("Laboratories"),
    "states": N("Certificates, scopes and records"),
    "standards": N("Standards"),
    "checks": N("Spot checks"),
    "published": N("Official figures"),
    "products": N("Products"),
    "projects": N("Projects"),
    "sums": N("Sums of another association"),
}

# A step of taking a file in.
STEP = {
    "reading": N("Reading the file"),
    "waiting": N("Waiting while other files are read"),
    "checking": N("Checking every cell"),
    "writing": N("Writing the batch"),
}
