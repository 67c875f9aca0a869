"""What a browser does, without one."""

import re
from html import unescape

import httpx

from support.people import PASSWORD, Person

HOME = "/dashboard/convex"


def browser_of(url: str) -> httpx.AsyncClient:
    """Return a client that asks for pages."""
    return httpx.AsyncClient(base_url=url, headers={"Accept": "text/html,*/*;q=0.8"}, timeout=30)


def fields(page: httpx.Response) -> dict[str, str]:
    """Return the hidden fields of a page's first form."""
    form = page.text.partition("<form")[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in found}


async def sign_in(
    browser: httpx.AsyncClient, person: Person, *, password: str = PASSWORD, path: str = f"{HOME}/sign-in"
) -> httpx.Response:
    """Fill in the form and send it."""
    hidden = fields(await browser.get(path))
    return await browser.post(f"{HOME}/sign-in", data={**hidden, "email": person.email, "password": password})
