"""Wording of problems that only digital certificates have."""

from data.problems.wording.template import Template

DIGITAL: dict[str, Template] = {
    "dcc_broken": Template(
        "error",
        "Digital certificate that cannot be read",
        "The certificate is no well-formed XML, or it declares a document type, which is never followed.",
        "Export the certificate again from the software that made it.",
    ),
    "dcc_version": Template(
        "error",
        "Digital certificate of another version",
        "Digital certificates of schema 3 are read; the schemaVersion of this one is {got}.",
        "Export it by schema 3, or send the values as a test file.",
    ),
    "dcc_missing": Template(
        "error",
        "Digital certificate without what a test needs",
        "The certificate does not say {what}.",
        "Fill this element, or send the values as a test file.",
    ),
    "dcc_items": Template(
        "error",
        "Digital certificate of several items",
        "A certificate is read for one item; this one names {got}.",
        "Send one certificate for each item.",
    ),
    "dcc_unit": Template(
        "error",
        "Unknown unit in a digital certificate",
        "A unit is written as D-SI does; got {got}.",
        "Correct the unit.",
    ),
    "dcc_namespace": Template(
        "error",
        "Digital certificate in a namespace of its own",
        "The elements of a certificate stand in {known}; got {got}.",
        "Export it by the schema of PTB, or send the values as a test file.",
    ),
    "dcc_large": Template(
        "error",
        "Digital certificate of too many elements",
        "A certificate holds {most} elements at most; this file holds more.",
        "Send the values as a test file.",
    ),
    "dcc_values": Template(
        "error",
        "Several values in a quantity",
        "A quantity of a certificate holds one value; this one holds {got}.",
        "Write a quantity for each value.",
    ),
    "dcc_no_uncertainty": Template(
        "warning",
        "Value without its uncertainty",
        "A value of a certificate stands with its expanded uncertainty and k; {got} has none.",
        "Fill expandedMU, or expect that verdicts near a limit stay open.",
    ),
    "dcc_uncertainty": Template(
        "error",
        "Uncertainty without its coverage factor",
        "An expanded uncertainty stands with its coverage factor k above zero, both numbers.",
        "Fill coverageFactor.",
    ),
}
