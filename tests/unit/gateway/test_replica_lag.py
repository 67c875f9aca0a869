"""How long ago the primary was where its replica is."""

from gateway.replica.following import Lag


def test_a_replica_that_is_as_far_as_every_mark_has_no_lag() -> None:
    lag = Lag()
    lag.mark(10.0, 100)
    lag.mark(10.2, 150)
    assert lag.seconds(10.3, 150) == 0.0


def test_a_replica_owes_the_oldest_mark_that_it_has_not_reached() -> None:
    lag = Lag()
    for second, written in enumerate((100, 150, 200, 200)):
        lag.mark(float(second), written)
    assert lag.seconds(3.0, 100) == 2.0
    assert lag.seconds(3.0, 199) == 1.0


def test_nothing_is_owed_while_nobody_writes() -> None:
    lag = Lag()
    for second in range(100):
        lag.mark(float(second), 100)
        assert lag.seconds(float(second), 100) == 0.0
    assert len(lag.marks) == 0
