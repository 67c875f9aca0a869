"""The HTTP contract by hand: what the OpenAPI document has to say of every route there is so far.

Fields are paths: `items[].id` is the id of each item, `latency.seo.p50Ms` a member of a member. Fields of a request
that must be given end with a star. A document may say more than this table, never less.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Contract:
    """One operation; `answers` are the fields of each success by status, `fails` the statuses of its problems.

    `takes` are the fields of a JSON body; `takes_file` tells of a body that is a file.
    """

    answers: dict[int, str]
    fails: str
    query: str = ""
    takes: str = ""
    takes_file: bool = False


_ANYWHERE: Final = "400 401 404 429 500 503"
_WRITE: Final = "400 401 403 404 413 415 422 429 500 503"
_ACCEPTED: Final = "jobId kind status statusUrl eventsUrl createdAt"
_JOB_ITEM: Final = (
    "jobId kind status stage progress attempts createdAt startedAt finishedAt error.code error.title error.detail"
    " error.retryable traceId"
)
_JOB: Final = f"{_JOB_ITEM} request result"
_WS: Final = "workspaceId"
_PAGED: Final = f"{_WS} limit cursor"
_MEMBER: Final = "userId email role createdAt"
_BUDGET: Final = (
    "limits.perStrategyUsd limits.perDayUsd limits.perMonthUsd isDefault.perStrategyUsd isDefault.perDayUsd"
    " isDefault.perMonthUsd spent.todayUsd spent.monthUsd reservedUsd warning llmEnabled"
    " left.todayUsd left.monthUsd expected.model expected.perStrategyUsd expected.basis expected.strategies"
    " expected.seconds asOf"
)
_AUDIT_ITEM: Final = "id domain finalUrl primaryKeyword overallScore coverage strategyId createdAt rulesetVersion"
_SEARCH_IMPORT: Final = "id domain kind rowCount mayBeCutOff period.from period.to filters importedBy importedAt"
_TASK: Final = (
    "id title description startDate dueDate estimatedHours assignee dependsOn slackDays critical status priority"
    " successCriteria baselineStartDate baselineDueDate baselineHours actualHours remainingHours startedOn completedOn"
    " assignedByHand datedByHand slipDays milestoneId milestoneCompletionPercentage overallProgress openPredecessors"
)
_STRATEGY: Final = (
    "strategyId version title framework engine strategy document sections[].id sections[].title"
    " sections[].body sections[].source score.overall score.clarity score.specificity score.outcomeFocus"
    " score.proof score.objectionHandling score.riskRemoval compliance findings[].rule findings[].dimension"
    " findings[].severity findings[].evidence.quote findings[].evidence.start findings[].evidence.end"
    " findings[].points findings[].fix contributions frameworks executionPlan"
    " successMetrics assumptions limitations openQuestions usage.model usage.inputTokens usage.outputTokens"
    " usage.costUsd status jobId createdBy createdAt updatedAt"
)
_VERSION_ITEM: Final = "version title author.id author.name createdAt changeSummary score compliance"
_KEY: Final = "id name role prefix createdBy createdAt expiresAt revokedAt"


def _page(fields: str) -> str:
    return " ".join(f"items[].{field}" for field in fields.split()) + " nextCursor"


def _audit_head(name: str) -> str:
    fields = "id scoredAt domain finalUrl primaryKeyword overallScore coverage rulesetVersion"
    return " ".join(f"{name}.{field}" for field in fields.split())


CONTRACT: Final[dict[str, Contract]] = {
    "POST /generate-strategy": Contract(
        {202: _ACCEPTED, 200: _JOB},
        _WRITE,
        _WS,
        takes="businessName* industry* targetAudience* desiredOutcome* framework* currentChallenges existingCompetitors"
        " domain primaryKeyword baselines budget.amount* budget.currency* horizonWeeks locale engine",
    ),
    "POST /score-seo": Contract(
        {202: _ACCEPTED, 200: _JOB},
        _WRITE,
        _WS,
        takes="domain* primaryKeyword* competitors maxPages strategyId",
    ),
    "POST /generate-roadmap": Contract(
        {202: _ACCEPTED, 200: _JOB},
        _WRITE,
        _WS,
        takes="templateType* templateId strategyId auditId variables startDate hoursPerWeek team[].name* team[].role"
        " team[].hoursPerWeek* team[].skills team[].timeOff team[].country team[].region deadline holidays country"
        " region budget.amount* budget.currency*",
    ),
    "GET /jobs/{}": Contract({200: _JOB, 304: ""}, _ANYWHERE, _WS),
    "GET /jobs/{}/events": Contract({200: "", 204: ""}, _ANYWHERE, f"{_WS} lastEventId"),
    "GET /jobs": Contract({200: _page(_JOB_ITEM)}, _ANYWHERE, f"{_PAGED} kind status"),
    "POST /jobs/{}/cancel": Contract({202: _JOB}, "400 401 403 404 409 429 500 503", _WS),
    "POST /jobs/{}/retry": Contract({202: _ACCEPTED}, "400 401 403 404 409 429 500 503", _WS),
    "GET /list": Contract(
        {200: _page("id title businessName framework score compliance engine version createdAt updatedAt")},
        _ANYWHERE,
        f"{_PAGED} offset framework compliance minScore maxScore from to q",
    ),
    "GET /stats": Contract(
        {
            200: "totalStrategies avgScore medianScore passCount needsRevisionCount failCount byFramework.seo_patterns"
            " byFramework.brand_positioning byFramework.funnel_design byFramework.competitor_model"
            " byFramework.offer_architecture scoreHistogram[].score scoreHistogram[].count daily[].date"
            " daily[].strategies daily[].audits daily[].roadmaps daily[].avgScore jobs.queued jobs.running"
            " jobs.succeeded jobs.failed latency.strategy.p50Ms latency.strategy.p95Ms latency.seo.p50Ms"
            " latency.seo.p95Ms latency.roadmap.p50Ms latency.roadmap.p95Ms cost.usd cost.tokens asOf"
        },
        _ANYWHERE,
        f"{_WS} days",
    ),
    "GET /strategies/{}": Contract(
        {
            200: _STRATEGY,
            304: "",
        },
        _ANYWHERE,
        _WS,
    ),
    "POST /score-strategy": Contract(
        {
            200: "strategyId version mode score.overall score.clarity score.specificity score.outcomeFocus score.proof"
            " score.objectionHandling score.riskRemoval compliance findings[].id findings[].rule findings[].dimension"
            " findings[].severity findings[].evidence.quote findings[].evidence.start findings[].evidence.end"
            " findings[].points findings[].fix contributions.earned[].dimension contributions.earned[].points"
            " contributions.lost[].rule contributions.lost[].dimension contributions.lost[].points scorerVersion"
            " whatIf"
        },
        "400 401 404 413 415 429 500 503",
        f"{_WS} without",
        takes="strategyId framework text brief",
    ),
    "POST /apply-framework": Contract(
        {
            200: "framework name purpose useWhen doNotUseWhen output filled total components[].id components[].name"
            " components[].purpose components[].produces components[].cannotTell components[].worksheet[].id"
            " components[].worksheet[].question components[].worksheet[].hint components[].worksheet[].basis"
            " components[].worksheet[].briefField components[].worksheet[].answers openQuestions[].componentId"
            " openQuestions[].fieldId openQuestions[].question openQuestions[].hint"
        },
        "400 401 404 413 415 429 500 503",
        _WS,
        takes="framework* brief.businessName* brief.industry* brief.targetAudience* brief.desiredOutcome*"
        " brief.framework brief.currentChallenges brief.existingCompetitors brief.domain brief.primaryKeyword"
        " brief.baselines brief.budget brief.horizonWeeks brief.locale",
    ),
    "PATCH /strategies/{}": Contract(
        {200: _STRATEGY}, f"{_WRITE} 412 428".replace(" 422", ""), _WS, takes="title status texts changeSummary"
    ),
    "DELETE /strategies/{}": Contract({204: ""}, f"{_ANYWHERE} 403", _WS),
    "POST /strategies/{}/undelete": Contract({200: _STRATEGY}, f"{_ANYWHERE} 403", _WS),
    "GET /strategies/{}/versions": Contract({200: _page(_VERSION_ITEM)}, _ANYWHERE, _PAGED),
    "GET /strategies/{}/versions/{}": Contract({200: _STRATEGY, 304: ""}, _ANYWHERE, _WS),
    "POST /strategies/{}/versions/{}/restore": Contract(
        {201: _STRATEGY, 200: _STRATEGY}, f"{_ANYWHERE} 403 412 422 428", _WS
    ),
    "GET /strategies/{}/export": Contract(
        {
            200: "strategyId version title businessName framework engine document sections[].id sections[].body"
            " score.overall compliance findings[].rule scorerVersion frameworks executionPlan successMetrics"
            " assumptions limitations openQuestions createdAt",
            304: "",
        },
        _ANYWHERE,
        f"{_WS} format version",
    ),
    "GET /audits": Contract({200: _page(_AUDIT_ITEM)}, _ANYWHERE, f"{_PAGED} domain"),
    "GET /audits/compare": Contract(
        {
            200: f"{_audit_head('from')} {_audit_head('to')} scoreChange.overall.before scoreChange.overall.after"
            " scoreChange.overall.change scoreChange.technical.change scoreChange.topical.change"
            " scoreChange.authority.change parts.checks parts.caps parts.rounding counts.new counts.worse counts.fixed"
            " counts.better counts.notComparable counts.unchanged checks[].id checks[].pillar checks[].title"
            " checks[].change checks[].stateBefore checks[].stateAfter checks[].scoreBefore checks[].scoreAfter"
            " checks[].valueBefore checks[].valueAfter checks[].points checks[].evidence.before"
            " checks[].evidence.after caveats[].code caveats[].message"
        },
        _ANYWHERE,
        f"{_WS} from to",
    ),
    "GET /audits/{}/export": Contract(
        {
            200: "auditId domain finalUrl primaryKeyword overallScore coverage technical.metrics[].id"
            " topical.metrics[].id authority.metrics[].id recommendations[].id recommendations[].points pages fetch"
            " scoredAt strategyId jobId createdBy createdAt",
            304: "",
        },
        _ANYWHERE,
        f"{_WS} format",
    ),
    "GET /audits/{}/history": Contract({200: _page(_AUDIT_ITEM)}, _ANYWHERE, _PAGED),
    "GET /audits/{}": Contract(
        {
            200: "auditId domain finalUrl primaryKeyword overallScore coverage technical.score technical.coverage"
            " technical.metrics[].id technical.metrics[].title technical.metrics[].score technical.metrics[].weight"
            " technical.metrics[].status technical.metrics[].value technical.metrics[].unit"
            " technical.metrics[].threshold technical.metrics[].evidence technical.metrics[].fix topical.metrics[].id"
            " authority.metrics[].id semanticClusters contentGaps competitorBenchmarks recommendations[].id"
            " recommendations[].title recommendations[].why recommendations[].impact recommendations[].effort"
            " recommendations[].points recommendations[].evidence rankingPrediction pages fetch scoredAt"
            " strategyId jobId createdBy createdAt",
            304: "",
        },
        _ANYWHERE,
        _WS,
    ),
    "GET /roadmaps": Contract(
        {
            200: _page(
                "id templateId templateName startDate endDate totalDuration overallProgress strategyId auditId"
                " createdAt updatedAt"
            )
        },
        _ANYWHERE,
        _PAGED,
    ),
    "GET /roadmaps/{}": Contract(
        {
            200: "roadmapId templateId templateName startDate endDate totalDuration milestones[].id"
            " milestones[].week milestones[].title milestones[].objectives milestones[].tasks[].id"
            " milestones[].tasks[].title milestones[].tasks[].description milestones[].tasks[].startDate"
            " milestones[].tasks[].dueDate milestones[].tasks[].estimatedHours milestones[].tasks[].assignee"
            " milestones[].tasks[].dependsOn milestones[].tasks[].slackDays milestones[].tasks[].critical"
            " milestones[].tasks[].status milestones[].tasks[].priority milestones[].tasks[].successCriteria"
            " milestones[].successMetrics milestones[].completionPercentage criticalPath"
            " overallProgress riskFactors supportResources strategyId auditId jobId createdBy createdAt updatedAt",
            304: "",
        },
        _ANYWHERE,
        _WS,
    ),
    "GET /roadmaps/{}/export": Contract(
        {200: "roadmapId templateId milestones[].tasks[].id overallProgress createdAt updatedAt", 304: ""},
        _ANYWHERE,
        f"{_WS} format",
    ),
    "GET /roadmaps/{}/tasks/{}": Contract({200: _TASK, 304: ""}, _ANYWHERE, _WS),
    "PATCH /roadmaps/{}/tasks/{}": Contract(
        {200: _TASK},
        "400 401 403 404 412 413 415 428 429 500 503",
        _WS,
        takes="status actualHours remainingHours assignee startDate dueDate completedOn",
    ),
    "POST /roadmaps/{}/replan": Contract(
        {202: _ACCEPTED, 200: _JOB},
        _WRITE,
        _WS,
        takes="asOf hoursPerWeek team[].name* team[].role team[].hoursPerWeek* team[].skills team[].timeOff"
        " team[].country team[].region deadline holidays country region",
    ),
    "GET /frameworks": Contract({200: "items[].id items[].components[].worksheet[].id", 304: ""}, _ANYWHERE),
    "GET /templates": Contract({200: "items[].id items[].templateType items[].variables[].name", 304: ""}, _ANYWHERE),
    "GET /patterns": Contract({200: "items[].id items[].category items[].rule", 304: ""}, _ANYWHERE),
    "POST /auth/login": Contract(
        {200: "token csrfToken expiresAt user.id user.email"},
        "400 401 404 413 415 429 500 503",
        takes="email* password* returnToken",
    ),
    "POST /auth/logout": Contract({204: ""}, "400 403 404 429 500 503"),
    "GET /me": Contract(
        {200: "user.id user.email memberships[].workspaceId memberships[].name memberships[].role"}, _ANYWHERE
    ),
    "GET /workspaces": Contract({200: _page("id name role createdAt")}, _ANYWHERE, "limit cursor"),
    "POST /workspaces": Contract({201: "id name role createdAt"}, _WRITE, takes="name*"),
    "PATCH /workspaces/{}": Contract(
        {200: "id name role createdAt"}, "400 401 403 404 413 415 429 500 503", takes="name*"
    ),
    "DELETE /workspaces/{}": Contract(
        {202: "workspaceId closedAt purgeAfter"}, "400 401 403 404 413 415 429 500 503", takes="name*"
    ),
    "GET /workspaces/{}/export": Contract({200: ""}, "400 401 403 404 429 500 503"),
    "GET /workspaces/{}/members": Contract({200: _page(_MEMBER)}, _ANYWHERE, "limit cursor"),
    "POST /workspaces/{}/members": Contract(
        {201: _MEMBER}, "400 401 403 404 409 413 415 422 429 500 503", takes="email userId role*"
    ),
    "GET /workspaces/{}/members/{}": Contract({200: _MEMBER, 304: ""}, _ANYWHERE),
    "PATCH /workspaces/{}/members/{}": Contract(
        {200: _MEMBER}, "400 401 403 404 409 412 413 415 428 429 500 503", takes="role*"
    ),
    "DELETE /workspaces/{}/members/{}": Contract({204: ""}, "400 401 403 404 409 429 500 503"),
    "GET /api-keys": Contract({200: _page(_KEY)}, "400 401 403 404 429 500 503", _PAGED),
    "POST /api-keys": Contract({201: f"{_KEY} key"}, _WRITE, _WS, takes="name* role* expiresAt"),
    "DELETE /api-keys/{}": Contract({204: ""}, "400 401 403 404 429 500 503", _WS),
    "GET /budget": Contract({200: _BUDGET}, _ANYWHERE, _WS),
    "PUT /budget": Contract(
        {200: _BUDGET},
        "400 401 403 404 413 415 429 500 503",
        _WS,
        takes="perStrategyUsd* perDayUsd* perMonthUsd*",
    ),
    "GET /search-data": Contract({200: _page(_SEARCH_IMPORT)}, _ANYWHERE, _PAGED),
    "GET /search-data/{}": Contract(
        {200: " ".join(["domain", *(f"imports[].{field}" for field in f"{_SEARCH_IMPORT} rows".split())]), 304: ""},
        _ANYWHERE,
        _WS,
    ),
    "PUT /search-data/{}": Contract(
        {200: " ".join(["domain", *(f"imports[].{field}" for field in _SEARCH_IMPORT.split())])},
        "400 401 403 404 413 415 429 500 503",
        f"{_WS} from to",
        takes_file=True,
    ),
    "DELETE /search-data/{}": Contract({204: ""}, "400 401 403 404 429 500 503", f"{_WS} kind"),
    "GET /audit-log": Contract(
        {200: _page("id actorId action subjectType subjectId oldValues newValues traceId createdAt")},
        "400 401 403 404 429 500 503",
        _PAGED,
    ),
}

# Longest text, most items and greatest number, as the contract limits them; `*` stands for the items of a list.
LIMITS: Final[dict[str, dict[str, int]]] = {
    "POST /generate-strategy": {
        "businessName": 200,
        "industry": 200,
        "targetAudience": 1000,
        "desiredOutcome": 1000,
        "currentChallenges": 12,
        "currentChallenges*": 400,
        "existingCompetitors": 12,
        "existingCompetitors*": 120,
    },
    "POST /score-seo": {"competitors": 5, "maxPages": 50},
    "PUT /budget": {"perStrategyUsd": 100, "perDayUsd": 10_000, "perMonthUsd": 100_000},
}

PROBLEM_FIELDS: Final = "type title status detail instance code traceId errors[].field errors[].message"
