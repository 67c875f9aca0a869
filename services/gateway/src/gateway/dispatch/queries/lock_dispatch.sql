-- One dispatcher decides at a time, or two would each give a workspace its whole share.
SELECT pg_try_advisory_xact_lock(1668249206)
