"""The example audit in docs is what the worker and the exporter write now, so that nobody is shown an old one."""

from bench.audit_example import RESULT, TARGET, audited, written


def test_the_example_result_is_what_an_audit_of_its_pages_gives() -> None:
    shown = RESULT.read_text(encoding="utf-8")
    assert shown == audited(), "run `make examples`, read what changed, and commit it"


def test_the_example_document_is_what_the_exporter_writes_of_that() -> None:
    shown = TARGET.read_text(encoding="utf-8")
    assert shown == written(RESULT.read_text(encoding="utf-8")), "run `make examples`, read what changed, and commit it"
