from documents import fields
from support_documents import strong


def test_a_text_is_found_under_its_wire_path() -> None:
    found = {item.path: item for item in fields.text_fields(strong.positioning())}
    item = found["riskRemoval.buyer[0].costToUs"]
    assert (item.block, item.role) == ("riskRemoval", "cost_to_us")
    assert item.text == "Nine agencies times the monthly fee if every tenth one asks."


def test_codes_and_quantities_are_not_prose() -> None:
    paths = {item.path for item in fields.text_fields(strong.positioning())}
    assert not {"choice.moves[0].id", "choice.source", "measurement.outcome.target.unit", "framework"} & paths
    assert "messageHouse.pillars[2]" in paths


def test_every_quantity_has_a_path() -> None:
    found = dict(fields.quantities(strong.document("offer_architecture")))
    assert found["measurement.outcome.target"].value == 90
    assert found["stack.items[0].costToDeliver"].high == 1
    assert len(found) == 11
