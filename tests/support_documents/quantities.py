"""Numbers as the wire words them."""

Json = dict[str, object]

PAID = "Paid sign-ups per month"


def quantity(name: str, unit: str, basis: str, **rest: object) -> Json:
    """Word a quantity."""
    return {"name": name, "unit": unit, "basis": basis, **rest}
