-- SELECT ... FOR UPDATE SKIP LOCKED asks for the right to update one column at least; the relay never does.
grant update (created_at) on app.outbox to app_relay;
