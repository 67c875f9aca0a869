"""Unexpected exceptions go to Sentry when a DSN is set; its events carry OpenTelemetry's trace id."""

import sentry_sdk
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.integrations.otlp import OTLPIntegration


def start(dsn: str, service: str, environment: str) -> None:
    """Report to this DSN from now on."""
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        server_name=service,
        traces_sample_rate=0,
        send_default_pii=False,
        include_local_variables=False,
        # Log lines would double each error, and Sentry's own spans would bring a second trace id.
        integrations=[OTLPIntegration(setup_otlp_traces_exporter=False), LoggingIntegration(event_level=None)],
    )


def report(error: BaseException) -> None:
    """Tell Sentry of an exception nobody expected; without a DSN this does nothing."""
    sentry_sdk.capture_exception(error)
