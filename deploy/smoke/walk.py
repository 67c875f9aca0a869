"""The steps that users of an installation take, from health to the dashboard."""

import html
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from deploy.smoke.client import API, OVER, Client, SmokeError, expect

_PAGES: Final = "/dashboard/convex"
_PATIENCE_S: Final = 60.0
# Without any of the lists that may be left away.
STRATEGY: Final = {
    "businessName": "Smoke Test",
    "industry": "Software",
    "targetAudience": "Operators who have just released",
    "desiredOutcome": "Know within two minutes whether the release works",
    "framework": "brand_positioning",
}
_ROADMAP: Final = {
    "templateType": "landing_page",
    "variables": {
        "headline": "Know that the release works",
        "subheadline": "Two minutes after it is out",
        "uniqueValueProposition": "One command walks every part",
        "primaryCtaText": "Run it",
        "targetAudience": "Operators who have just released",
    },
}
_FORMATS: Final = {"md": b"#", "html": b"<", "docx": b"PK", "json": b"{", "pdf": b"%PDF"}


@dataclass(slots=True)
class Walk:
    """The steps of a walk; a later one may need what an earlier one made."""

    client: Client
    page: str
    made: dict[str, Any] = field(default_factory=dict[str, Any])

    def healthy(self) -> None:
        """Live, ready, and measured."""
        anybody = Client(self.client.address)
        anybody.get("/health/live")
        anybody.get("/health/ready")
        if b"convex_" not in anybody.get("/metrics").body:
            raise SmokeError("/metrics holds no metric of ours")

    def known(self) -> None:
        """Strangers are refused, the token is somebody in a workspace."""
        anybody = Client(self.client.address)
        expect(anybody.send("GET", f"{API}/list"), 401, "GET /list without a token")
        if not self.client.get(f"{API}/me").json()["memberships"]:
            raise SmokeError("the token's user belongs to no workspace")

    def refused(self) -> None:
        """A wrong request is told what is wrong."""
        answer = self.client.send("POST", f"{API}/generate-strategy", {"framework": "none"})
        if not expect(answer, 400, "a wrong POST /generate-strategy").json()["errors"]:
            raise SmokeError("the answer names no field")

    def strategy(self) -> None:
        """A strategy with a score."""
        self.made["strategy"] = result = self._job("generate-strategy", STRATEGY)
        if not (0 < result["score"]["overall"] <= 100 and result["strategy"]):
            raise SmokeError(f"no score or no text: {result['score']}")

    def audit(self) -> None:
        """A page with a score."""
        result = self._job("score-seo", {"domain": self.page, "primaryKeyword": "example"})
        if result["overallScore"] is None or not result["technical"]["metrics"]:
            raise SmokeError("the page has no score")

    def roadmap(self) -> None:
        """A plan with tasks."""
        self.made["roadmap"] = result = self._job("generate-roadmap", _ROADMAP)
        if not [task for milestone in result["milestones"] for task in milestone["tasks"]]:
            raise SmokeError("the plan has no task")

    def listed(self) -> None:
        """The strategy is in the list."""
        made = self._made("strategy")["strategyId"]
        items = self.client.get(f"{API}/list?limit=100").json()["items"]
        if made not in {item["id"] for item in items}:
            raise SmokeError(f"strategy {made} is not among the {len(items)} newest")

    def counted(self) -> None:
        """The figures of the workspace follow within some seconds."""
        ends = time.monotonic() + _PATIENCE_S
        while not (stats := self.client.get(f"{API}/stats").json())["totalStrategies"]:
            if time.monotonic() > ends:
                raise SmokeError(f"no strategy is counted: {stats}")
            time.sleep(0.5)

    def exported(self) -> None:
        """Documents in every format."""
        strategy, roadmap = self._made("strategy")["strategyId"], self._made("roadmap")["roadmapId"]
        for name, begins in _FORMATS.items():
            body = self.client.get(f"{API}/strategies/{strategy}/export?format={name}").body
            if not body.lstrip().startswith(begins):
                raise SmokeError(f"the {name} begins with {body[:20]!r}")
        if b"BEGIN:VCALENDAR" not in self.client.get(f"{API}/roadmaps/{roadmap}/export?format=ics").body:
            raise SmokeError("the calendar is none")

    def pages(self) -> None:
        """Signing in on the page leads to the dashboard, which shows the strategy."""
        person = Client(self.client.address)
        form = person.get(f"{_PAGES}/sign-in").body.decode()
        proof = re.search(r'name="csrf" value="([^"]+)"', form)
        if proof is None:
            raise SmokeError("the page to sign in has no form")
        fields = {"csrf": html.unescape(proof[1]), "token": self.client.token or ""}
        home = expect(person.send("POST", f"{_PAGES}/sign-in", form=fields), 200, "signing in")
        if b"<main" not in home.body or b'name="token"' in home.body:
            raise SmokeError("signing in did not lead to the dashboard")
        strategy = self._made("strategy")
        shown = person.get(f"{_PAGES}/strategies/{strategy['strategyId']}").body.decode()
        if html.escape(strategy["title"]) not in shown and strategy["title"] not in html.unescape(shown):
            raise SmokeError("the strategy's page does not show its title")

    def switched_off(self) -> None:
        """With CONVEX_ENABLED=false: nothing of the product answers, health does."""
        anybody = Client(self.client.address)
        anybody.get("/health/live")
        anybody.get("/health/ready")
        for path in (f"{API}/list", f"{API}/me", _PAGES):
            code = self.client.get(path, 404).json()["code"]
            if code != "module_disabled":
                raise SmokeError(f"GET {path} says {code}, not module_disabled")

    def _job(self, path: str, request: Mapping[str, Any]) -> Any:
        accepted = expect(self.client.send("POST", f"{API}/{path}", request), 202, f"POST /{path}")
        ends = time.monotonic() + _PATIENCE_S
        while (job := self.client.get(accepted.json()["statusUrl"]).json())["status"] not in OVER:
            if time.monotonic() > ends:
                raise SmokeError(f"the job is still {job['status']} after {_PATIENCE_S:.0f} s")
            time.sleep(0.1)
        if job["status"] != "succeeded":
            raise SmokeError(f"the job {job['status']}: {job.get('error')}")
        return job["result"]

    def _made(self, what: str) -> Any:
        if what not in self.made:
            raise SmokeError(f"there is no {what} to look at")
        return self.made[what]


def steps(walk: Walk, *, is_on: bool, has_pages: bool) -> list[Callable[[], None]]:
    """Return what to do, in order."""
    if not is_on:
        return [walk.switched_off]
    made = [walk.healthy, walk.known, walk.refused, walk.strategy, walk.audit, walk.roadmap]
    return [*made, walk.listed, walk.counted, walk.exported, *([walk.pages] if has_pages else [])]
