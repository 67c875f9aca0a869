"""Who is signed in: workspaces, language and theme, and the way out."""

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from gateway.dashboard.paths import SIGN_IN
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import SignedIn, pages_of
from gateway.deps import ServicesOf
from gateway.signing_in import end_session

router = page_router()


@router.get("/account")
async def get_account(request: Request, user: SignedIn) -> Response:
    """Show it without any workspace, as somebody may belong to none."""
    return pages_of(request).render(
        request, "account.html", {"user": user, "viewer": None, "done": request.query_params.get("done", "")}
    )


@router.post("/sign-out")
async def post_sign_out(services: ServicesOf, user: SignedIn) -> Response:  # noqa: ARG001 - checks session and token
    """Take the cookies back."""
    response = RedirectResponse(SIGN_IN, status_code=303)
    end_session(services, response)
    return response
