"""Compares two stored audits of one page, for whoever shows what changed."""

from collections.abc import Mapping
from uuid import UUID

from gateway.errors import ProblemError, invalid_field, not_found
from gateway.field_errors import FieldError
from gateway.repository.audits import read_audits_to_compare
from library.audits.compare import compare, same_page
from library.audits.model import AuditComparison
from library.audits.stored import Subject
from shared.contracts.problems import ProblemCode
from shared.db.pool import Reader


async def compared(connection: Reader, workspace_id: UUID, before: UUID, after: UUID) -> AuditComparison:
    """Return what changed, check by check, and what else than the page may have made the difference.

    Raises:
        ProblemError: 404 naming the audit that is not there, 400 when they are of different pages.
    """
    found = await read_audits_to_compare(connection, workspace_id, (before, after))
    old, new = _found(found, "from", before), _found(found, "to", after)
    if not same_page(old.head, new.head):
        raise invalid_field("to", _of_another_page(old))
    return compare(old, new)


def _found(found: Mapping[UUID, Subject], field: str, audit_id: UUID) -> Subject:
    subject = found.get(audit_id)
    if subject is None:
        wrong = (FieldError(field, "is no audit of this workspace"),)
        raise ProblemError(ProblemCode.NOT_FOUND, not_found("audit").detail, wrong)
    return subject


def _of_another_page(old: Subject) -> str:
    address = old.head.final_url or old.head.domain
    return f"must be an audit of the same page as from, {address}; GET /audits/{old.head.id}/history lists them"
