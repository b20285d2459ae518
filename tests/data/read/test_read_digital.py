"""Digital certificates (PTB DCC 3.x): the rows of a test file, and every way in which one is refused."""

from datetime import date

import pytest

from data.check.check import check
from data.check.known import Known
from data.problems.problem import sentence as telling
from data.problems.wording.digital import DIGITAL
from data.read import read
from data.read.units_of_dsi import plain
from tests.data.check_files import MEMBERS, WAVE, contract

QUANTITY = """<dcc:quantity><dcc:name><dcc:content lang="en">Formaldehyde</dcc:content></dcc:name><si:real>
<si:value>0.08</si:value><si:unit>\\milli\\gram\\per\\metre\\tothe{3}</si:unit>
<si:measurementUncertaintyUnivariate><si:expandedMU><si:valueExpandedMU>0.012</si:valueExpandedMU>
<si:coverageFactor>3</si:coverageFactor><si:coverageProbability>0.99</si:coverageProbability></si:expandedMU>
</si:measurementUncertaintyUnivariate></si:real></dcc:quantity>"""
ITEM = """<dcc:item><dcc:name><dcc:content>Wood-based panel</dcc:content></dcc:name>
<dcc:manufacturer><dcc:name><dcc:content>ACME</dcc:content></dcc:name></dcc:manufacturer><dcc:model>P1</dcc:model>
<dcc:identifications><dcc:identification><dcc:value>S-7</dcc:value></dcc:identification></dcc:identifications></dcc:item>"""
WHOLE = f"""<?xml version="1.0" encoding="utf-8"?>
<dcc:digitalCalibrationCertificate xmlns:dcc="https://ptb.de/dcc" xmlns:si="https://ptb.de/si" schemaVersion="3.3.0">
<dcc:administrativeData><dcc:coreData><dcc:endPerformanceDate>2026-03-01</dcc:endPerformanceDate></dcc:coreData>
<dcc:items>{ITEM}</dcc:items>
<dcc:calibrationLaboratory><dcc:calibrationLaboratoryCode>L1</dcc:calibrationLaboratoryCode></dcc:calibrationLaboratory>
<dcc:respPersons><dcc:respPerson><dcc:person><dcc:name><dcc:content>Ada Signer</dcc:content></dcc:name></dcc:person>
</dcc:respPerson></dcc:respPersons></dcc:administrativeData>
<dcc:measurementResults><dcc:measurementResult><dcc:results><dcc:result><dcc:data>{QUANTITY}</dcc:data></dcc:result>
</dcc:results></dcc:measurementResult></dcc:measurementResults></dcc:digitalCalibrationCertificate>"""


def test_a_certificate_is_a_test_file_of_one_row_a_quantity_with_u_at_k_2():
    table = read(WHOLE.encode(), "certificate.xml")
    assert table.problems == [] and table.note["format"] == "dcc"
    (row,) = table.cells.to_pylist()
    # U = 0.012 at k = 3 is u = 0.004, so 0.008 at k = 2.
    assert row == {
        **{"sample": "S-7", "enterprise": "ACME", "category": "Wood-based panel", "lab": "L1", "product": "P1"},
        **{"tested_on": "2026-03-01", "indicator": "Formaldehyde", "value": "0.08", "uncertainty": "0.008"},
        "unit": "mg/m3",
    }
    typed = check(table, contract("test"), Known(enterprises=MEMBERS), wave=WAVE, today=date(2026, 11, 23)).typed
    assert typed.select(["value", "uncertainty", "tested_on"]).to_pylist() == [
        {"value": 0.08, "uncertainty": 0.008, "tested_on": date(2026, 3, 1)}
    ]


def test_who_signed_is_not_in_the_table_and_not_kept():
    table = read(WHOLE.encode(), "certificate.xml")
    assert "Ada" not in str(table.cells.to_pylist()) and "respPersons" in table.note["left_out"]


UNCERTAIN = QUANTITY[QUANTITY.index("<si:measurementUncertainty") : QUANTITY.index("</si:real>")]
REAL = QUANTITY[QUANTITY.index("<si:real>") : QUANTITY.index("</dcc:quantity>")]
MALFORMED = {  # a file, and the sentence that says what is wrong with it
    "another version": (WHOLE.replace("3.3.0", "2.4.0"), "schema 3 are read; the schemaVersion of this one is 2.4.0."),
    "broken XML": (WHOLE[:-10], "The certificate is no well-formed XML, or it declares a document type"),
    "an external entity": (
        WHOLE.replace("?>", '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1).replace(">0.08<", ">&e;<"),
        "or it declares a document type, which is never followed.",
    ),
    "entities that grow": (
        WHOLE.replace("?>", '?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>', 1),
        "or it declares a document type, which is never followed.",
    ),
    "another namespace": (
        WHOLE.replace("https://ptb.de/dcc", "https://example.org/dcc"),
        "stand in https://ptb.de/dcc; got https://example.org/dcc.",
    ),
    "values of another namespace": (
        WHOLE.replace("https://ptb.de/si", "https://example.org/si"),
        "stand in https://ptb.de/si; got https://example.org/si.",
    ),
    "no day": (WHOLE.replace("2026-03-01", ""), "The certificate does not say coreData/endPerformanceDate."),
    "no laboratory": (WHOLE.replace(">L1<", "><"), "The certificate does not say calibrationLaboratory."),
    "two items": (WHOLE.replace(ITEM, ITEM + ITEM), "A certificate is read for one item; this one names 2."),
    "no result": (WHOLE.replace(QUANTITY, ""), "The certificate does not say measurementResults"),
    "two values in a quantity": (
        WHOLE.replace(REAL, REAL + REAL),
        "A quantity of a certificate holds one value; this one holds 2.",
    ),
    "no U": (WHOLE.replace(UNCERTAIN, ""), "stands with its expanded uncertainty and k; Formaldehyde has none."),
    "no k": (WHOLE.replace(">3</si:cov", "></si:cov"), "stands with its coverage factor k above zero"),
    "k of zero": (WHOLE.replace(">3</si:cov", ">0</si:cov"), "stands with its coverage factor k above zero"),
    "U in words": (WHOLE.replace(">0.012<", ">small<"), "stands with its coverage factor k above zero"),
    "a unit not of D-SI": (WHOLE.replace("\\milli", "\\furlong"), "A unit is written as D-SI does; got \\furlong"),
    "a unit as laboratories write it": (
        WHOLE.replace("\\milli\\gram\\per\\metre\\tothe{3}", "mg/m3"),
        "A unit is written as D-SI does; got mg/m3.",
    ),
    "too deep": (WHOLE.replace(QUANTITY, "<a>" * 300 + "</a>" * 300), "The certificate is no well-formed XML"),
    "huge": (WHOLE.replace(QUANTITY, "<a/>" * 200_001), "A certificate holds 200,000 elements at most"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_wrong_with_a_certificate_is_said_in_one_sentence(name):
    text, sentence = MALFORMED[name]
    (problem,) = read(text.encode(), "certificate.xml").problems
    said = telling(problem)
    assert sentence in said, said


def test_every_sentence_of_a_certificate_has_a_file():
    said = {each.code for text, _ in MALFORMED.values() for each in read(text.encode(), "certificate.xml").problems}
    assert said == set(DIGITAL)


def test_a_certificate_of_two_results_is_two_rows():
    other = QUANTITY.replace("Formaldehyde", "TVOC").replace("0.08", "0.2")
    rows = read(WHOLE.replace(QUANTITY, QUANTITY + other).encode(), "certificate.xml").cells.to_pylist()
    assert [(row["indicator"], row["value"]) for row in rows] == [("Formaldehyde", "0.08"), ("TVOC", "0.2")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("\\milli\\gram\\per\\metre\\tothe{3}", "mg/m3"),
        ("\\kilo\\watt\\hour", "kW·h"),
        ("\\one", ""),
        ("\\percent", "%"),
        ("\\metre\\per\\second\\tothe{2}", "m/s2"),
        ("\\per\\metre", "1/m"),
        ("mg/m3", None),
        ("\\furlong", None),
    ],
)
def test_units_of_d_si_are_written_as_laboratories_write_them(written, expected):
    assert plain(written) == expected
