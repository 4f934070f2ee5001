-- What people did for a client, newest first: asked by the audit room and by the digest, so it stands in one place.
-- owner: audit

-- Looking changes nothing: whoever asks what was done for a client is not asking for that. Under the caller's own row level security.
create function audit.client_activity(p_org uuid, p_client uuid, p_until timestamptz, p_count integer) returns setof audit.entry
language sql stable parallel safe as $$
  select e.* from audit.entry e
  where e.organization_id = p_org and e.client_id = p_client and e.at <= p_until and e.actor_kind = 'user' and e.result = 'ok'
    and e.action not in ('derivation.viewed', 'evidence.viewed', 'tie_out.viewed')
  order by e.id desc limit p_count
$$;
revoke all on function audit.client_activity(uuid, uuid, timestamptz, integer) from public;
grant execute on function audit.client_activity(uuid, uuid, timestamptz, integer) to beep_app;
