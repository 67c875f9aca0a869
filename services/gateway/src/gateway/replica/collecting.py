"""What metrics tell of the replica; a gateway without one tells nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from gateway.replica.replica import ANSWERED, STATES, Replica


@dataclass(frozen=True, slots=True)
class ReplicaCollector(Collector):
    """Reads what is known of the replica whenever somebody asks for metrics."""

    replica: Replica

    def collect(self) -> Iterable[CounterMetricFamily | GaugeMetricFamily]:
        """Return who answered, how far the replica is behind, and its state as one of all there are."""
        reads = CounterMetricFamily(
            "convex_replica_reads",
            "Questions a replica may answer, by who answered or why not",
            labels=["answered"],
        )
        for answered in ANSWERED:
            reads.add_metric([answered], self.replica.answered[answered])
        yield reads
        state = GaugeMetricFamily("convex_replica_state", "1 for the state the replica is in", labels=["state"])
        for each in STATES:
            state.add_metric([each], float(self.replica.state == each))
        yield state
        yield GaugeMetricFamily(
            "convex_replica_lag_seconds", "How long ago the primary was where the replica is", value=self.replica.lag_s
        )
        yield GaugeMetricFamily(
            "convex_replica_lag_bytes", "What the replica has still to replay", value=self.replica.lag_bytes
        )
