"""Every page of the dashboard, by its route: a page that is not listed here fails the tests of all pages.

A page is one line. What stands in braces comes from the scene, which has an id for every name.
"""

from dataclasses import dataclass
from typing import Final

from support.scene import Scene

HOME: Final = "/dashboard/convex"


@dataclass(frozen=True, slots=True)
class Visit:
    """A page: the route that serves it, and an address when the route's own does not show it.

    `picture` is the name of its screenshot, for those that are worth one.
    """

    route: str
    address: str = ""
    picture: str = ""
    signed_in: bool = True

    @property
    def pattern(self) -> str:
        """Return the address with its names in braces."""
        return HOME + (self.address or self.route)

    def path(self, scene: Scene) -> str:
        """Return the address in a scene."""
        return scene.address(self.pattern)

    def __str__(self) -> str:
        """Return what a test is called by."""
        return self.address or self.route or "/"


VISITS: Final = (
    Visit("/sign-in", picture="sign-in", signed_in=False),
    Visit("/sign-in", "/sign-in?next=/dashboard/convex/audits", signed_in=False),
    Visit("", picture="home"),
    Visit("/strategies", picture="strategies"),
    Visit("/strategies", "/strategies?framework=funnel_design&compliance=pass&minScore=80"),
    Visit("/strategies", "/strategies?minScore=100&framework=seo_patterns"),
    Visit("/strategies/new", picture="new-strategy"),
    Visit("/strategies/{strategy_id}", picture="strategy"),
    Visit("/strategies/{strategy_id}", "/strategies/{strategy_id}?version=1&saved=1&at={section}"),
    Visit("/strategies/{strategy_id}/edit"),
    Visit("/strategies/{strategy_id}/sections/{section}/edit", picture="edited-section"),
    Visit("/strategies/{strategy_id}/versions", picture="versions"),
    Visit("/jobs/{job_id}", picture="job"),
    Visit("/jobs/{job_id}", "/jobs/{failed_job_id}"),
    Visit("/jobs/{job_id}", "/jobs/{queued_job_id}"),
    Visit("/jobs/{job_id}", "/jobs/{cancelled_job_id}"),
    Visit("/jobs/{job_id}", "/jobs/{finished_job_id}"),
    Visit("/audits", picture="audits"),
    Visit("/audits", "/audits?host=nothing.example"),
    Visit("/audits", "/audits?host=ftp://x"),
    Visit("/audits/new", picture="new-audit"),
    Visit("/audits/{audit_id}", picture="audit"),
    Visit("/audits/so-far/{job_id}", "/audits/so-far/{audit_job_id}"),
    Visit("/audits/compare", "/audits/compare?from={earlier_audit_id}&to={audit_id}", picture="audit-comparison"),
    Visit("/roadmaps", picture="roadmaps"),
    Visit("/roadmaps/new", picture="templates"),
    Visit("/roadmaps/new", "/roadmaps/new?strategyId={strategy_id}&auditId={audit_id}"),
    Visit("/roadmaps/new/{template_id}", picture="new-roadmap"),
    Visit("/roadmaps/new/{template_id}", "/roadmaps/new/lp-1?strategyId={strategy_id}&auditId={audit_id}"),
    Visit("/roadmaps/{roadmap_id}", picture="roadmap"),
    Visit("/workspace", picture="workspace"),
    Visit("/workspace/budget", picture="budget"),
    Visit("/workspace/log", picture="log"),
    Visit("/workspace/members", picture="members"),
    Visit("/workspace/members/{user_id}/removal"),
    Visit("/workspace/keys", picture="keys"),
    Visit("/workspace/keys/{key_id}/revocation"),
    Visit("/find", picture="finder"),
    Visit("/find", "/find?q=a"),
    Visit("/strategies", "/strategies?q=no+such+name&compliance=pass"),
    Visit("/account", picture="account"),
)

# What answers to GET and is no page of its own, and why not.
NO_PAGES: Final = {
    "/static/{name}": "a file",
    "/": "leads to the home page",
    "/fragments/figures": "a part of the home page",
    "/fragments/strategies": "a part of the home page",
    "/fragments/jobs": "a part of the home page",
    "/fragments/jobs/{job_id}": "a part of a job's page",
    "/fragments/audits/so-far/{job_id}": "a part of an audit's page while it is made",
    "/jobs/{job_id}/events": "the stream that tells a job's page what changed",
    "/strategies/{strategy_id}/sections/{section}": "a part of a strategy's page",
    "/roadmaps/{roadmap_id}/replanning/{job_id}": "a part of a roadmap's page",
}
