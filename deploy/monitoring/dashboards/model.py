"""The model that writes strategies: what it costs, how quick it is, and when another had to write."""

from deploy.monitoring.panels import Dashboard, Panel, Query, quantile

_COST = "convex_llm_cost_nanousd_total"


def dashboard() -> Dashboard:
    """Return the dashboard."""
    return Dashboard("model", "Model", (("Cost", _cost()), ("Answers", _answers()), ("Without the model", _without())))


def _cost() -> tuple[Panel, ...]:
    return (
        Panel("Cost of an hour", (Query(f"sum by (model) (increase({_COST}[1h])) / 1e9", "{{model}}"),), "currencyUSD"),
        Panel(
            "Today, of all workspaces",
            (
                Query("max(convex_llm_deployment_day_nanousd) / 1e9", "spent and reserved"),
                Query("min(convex_llm_deployment_limit_nanousd) / 1e9", "limit"),
            ),
            "currencyUSD",
        ),
        Panel(
            "Cost of a strategy",
            (
                Query(
                    f"sum(increase({_COST}[1h])) / 1e9"
                    ' / sum(increase(convex_jobs_total{kind="strategy",outcome="succeeded"}[1h]))',
                    "mean of an hour",
                ),
            ),
            "currencyUSD",
        ),
        Panel(
            "Tokens",
            (Query("sum by (token_type) (rate(gen_ai_client_tokens_total[5m]))", "{{token_type}}"),),
            "ops",
            width=24,
        ),
    )


def _answers() -> tuple[Panel, ...]:
    duration, first = "gen_ai_client_operation_duration_seconds", "gen_ai_client_operation_time_to_first_chunk_seconds"
    return (
        Panel("Time of a call, p95", (Query(quantile(0.95, duration, "model"), "{{model}}"),), "s"),
        Panel("Until the first word, p95", (Query(quantile(0.95, first, "model"), "{{model}}"),), "s"),
        Panel("Calls under way", (Query("sum by (model) (convex_llm_calls_under_way)", "{{model}}"),)),
        Panel(
            "How calls end",
            (Query(f"sum by (model, outcome) (rate({duration}_count[5m]))", "{{model}} {{outcome}}"),),
            "ops",
            width=24,
        ),
    )


def _without() -> tuple[Panel, ...]:
    return (
        Panel(
            "Strategies with a part written offline",
            (Query("sum by (reason) (increase(convex_llm_fallbacks_total[1h]))", "{{reason}}"),),
        ),
        Panel(
            "Texts that could not stay",
            (Query("sum by (rule) (increase(convex_llm_faults_total[1h]))", "{{rule}}"),),
        ),
        Panel("Models left alone", (Query("max by (model) (convex_llm_breaker_open)", "{{model}}"),)),
    )
