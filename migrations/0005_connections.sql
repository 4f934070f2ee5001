-- OAuth links of clients to their data sources, and the states of consents under way.
-- owner: connections

create schema connections;
grant usage on schema connections to beep_app;

create table connections.connection (
  organization_id uuid not null,
  client_id uuid not null,
  connection_id uuid not null,
  provider text not null check (provider in ('intuit', 'google')),
  status text not null check (status in ('connected', 'expiring', 'needs_reconnect', 'disconnected', 'revoked', 'error')),
  -- HMAC of provider and company id under a key outside the database: finds a company without naming it.
  realm_lookup bytea not null check (octet_length(realm_lookup) = 32),
  realm_sealed bytea not null,
  access_sealed bytea,
  access_expires_at timestamptz,
  refresh_sealed bytea,
  refresh_expires_at timestamptz,
  refresh_hard_expires_at timestamptz,
  previous_refresh_sealed bytea,
  previous_refresh_until timestamptz,
  connected_by uuid not null,
  connected_at timestamptz not null,
  last_refresh_at timestamptz,
  refresh_failures integer not null default 0,
  last_error_code text check (length(last_error_code) <= 64),
  last_error_at timestamptz,
  disconnected_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, connection_id),
  constraint connection_of_client unique (organization_id, client_id, provider),
  constraint connection_tokens_when_live check (
    (status in ('disconnected', 'revoked')) = (access_sealed is null and refresh_sealed is null and previous_refresh_sealed is null)
  )
);

-- One live connection per company, over all organizations: a unique index sees past row level security.
create unique index connection_company_once on connections.connection (provider, realm_lookup)
  where status not in ('disconnected', 'revoked');

alter table connections.connection enable row level security;
alter table connections.connection force row level security;
create policy tenant on connections.connection for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert, update on connections.connection to beep_app;

create table connections.oauth_state (
  organization_id uuid not null,
  state_hash bytea not null check (octet_length(state_hash) = 32),
  client_id uuid not null,
  member_id uuid not null,
  provider text not null check (provider in ('intuit', 'google')),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at <= created_at + interval '10 minutes'),
  used_at timestamptz,
  primary key (organization_id, state_hash)
);
create index oauth_state_expiry on connections.oauth_state (organization_id, expires_at);

alter table connections.oauth_state enable row level security;
alter table connections.oauth_state force row level security;
create policy tenant on connections.oauth_state for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert, delete on connections.oauth_state to beep_app;
grant update (used_at) on connections.oauth_state to beep_app;
