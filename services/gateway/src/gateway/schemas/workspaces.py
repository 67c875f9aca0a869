"""Workspaces, who belongs to them, and the trail of changes."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue, model_validator

from gateway.schemas.accounts import Email, Role
from shared.contracts.wire import Text, WireModel


class WorkspaceRequest(WireModel):
    """`POST /workspaces`."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]


class Workspace(WireModel):
    """A workspace with the caller's role in it."""

    id: UUID
    name: str
    role: Role
    created_at: AwareDatetime


class WorkspaceDeletionRequest(WireModel):
    """`DELETE /workspaces/{id}`: the workspace's name, so that nobody deletes another one than they mean."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]


class WorkspaceDeletion(WireModel):
    """A workspace that is closed; until `purgeAfter` the operator can open it again, then its rows are deleted."""

    workspace_id: UUID
    closed_at: AwareDatetime
    purge_after: AwareDatetime


class WorkspacePage(WireModel):
    """The caller's workspaces, oldest first; nextCursor is null on the last page."""

    items: tuple[Workspace, ...]
    next_cursor: str | None


class MemberRequest(WireModel):
    """`POST /workspaces/{id}/members`: an existing account by its e-mail, or any user by id."""

    email: Email | None = None
    user_id: UUID | None = None
    role: Role

    @model_validator(mode="after")
    def _one_name(self) -> "MemberRequest":
        if (self.email is None) == (self.user_id is None):
            raise ValueError("email or userId must be given, one of the two")
        return self


class MemberChange(WireModel):
    """`PATCH /workspaces/{id}/members/{userId}`."""

    role: Role


class Member(WireModel):
    """Somebody who belongs to a workspace; e-mail and name are null when they are not known here."""

    user_id: UUID
    email: str | None
    display_name: str | None
    role: Role
    created_at: AwareDatetime


class MemberPage(WireModel):
    """Members, the longest-standing first; nextCursor is null on the last page."""

    items: tuple[Member, ...]
    next_cursor: str | None


class AuditEntry(WireModel):
    """A change of the workspace's administration with the values before and after."""

    id: UUID
    actor_id: Annotated[UUID, Field(description="A user, an API key by its id, or the operator.")]
    action: str
    subject_type: str
    subject_id: UUID
    old_values: dict[str, JsonValue] | None
    new_values: dict[str, JsonValue] | None
    trace_id: str | None
    created_at: AwareDatetime


class AuditEntryPage(WireModel):
    """Changes, newest first; nextCursor is null on the last page."""

    items: tuple[AuditEntry, ...]
    next_cursor: str | None
