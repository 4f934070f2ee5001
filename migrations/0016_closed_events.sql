-- What webhooks named and a sync has read is removed after a while; what waits never is.
-- owner: connections

create index webhook_event_closed on connections.webhook_event (organization_id, done_at) where done_at is not null;
create policy closed_only on connections.webhook_event as restrictive for delete using (done_at is not null);
grant delete on connections.webhook_event to beep_app;
