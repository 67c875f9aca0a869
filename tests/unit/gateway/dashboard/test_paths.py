"""After signing in one comes back to a page of ours, whatever the address says."""

import pytest

from gateway.dashboard.paths import HOME, is_page, local, sign_in_path


@pytest.mark.parametrize(
    "path", [HOME, f"{HOME}/account", f"{HOME}?lang=de", f"{HOME}/strategies/1?version=2&q=%22", f"{HOME}/a%0d%0ab"]
)
def test_a_page_of_ours_is_kept(path: str) -> None:
    assert local(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "https://evil.example/dashboard/convex",
        "//evil.example/dashboard/convex",
        "/\\evil.example",
        "\\\\evil.example",
        "/dashboard/convex\\..\\..",
        "/dashboard/convex/../../api/convex/me",
        "/dashboard/convex/./../x",
        "/dashboard/convexevil",
        "/dashboard",
        "javascript:alert(1)",
        " /dashboard/convex",
        "/dashboard/convex\r\nSet-Cookie: a=b",
        "/dashboard/convex/ü",
        f"{HOME}/sign-in",
        f"{HOME}/{'a' * 3000}",
        "http://[",
    ],
)
def test_anything_else_leads_home(path: str | None) -> None:
    assert local(path) == HOME


def test_a_path_that_only_begins_alike_is_no_page() -> None:
    assert is_page(HOME)
    assert is_page(f"{HOME}/x")
    assert not is_page("/dashboard/convexity")


def test_the_way_back_is_in_the_address_of_the_sign_in_page() -> None:
    assert sign_in_path(HOME) == f"{HOME}/sign-in"
    assert sign_in_path(f"{HOME}/account?a=1") == f"{HOME}/sign-in?next=%2Fdashboard%2Fconvex%2Faccount%3Fa%3D1"
