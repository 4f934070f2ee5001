-- Google accounts that members linked to read the firm's mail, and the consents under way.
-- owner: connections

create table connections.google_account (
  organization_id uuid not null,
  -- The providerAccountId of the contracts: of the same Google account for ever, whatever is unlinked and linked again.
  id uuid primary key,
  -- Who linked it.
  member_id uuid not null,
  -- HMAC of organization and subject under a key outside the database.
  subject_lookup bytea not null check (octet_length(subject_lookup) = 32),
  -- Subject and address: one JSON text under the organization's key, as the tokens are.
  identity_sealed bytea not null,
  status text not null check (status in ('active', 'needs_relink', 'missing_scopes', 'revoked')),
  scopes text[] not null,
  access_sealed bytea,
  access_expires_at timestamptz,
  refresh_sealed bytea,
  linked_at timestamptz not null,
  last_refresh_at timestamptz,
  refresh_failures integer not null default 0,
  last_error_code text check (length(last_error_code) <= 64),
  last_error_at timestamptz,
  -- A person chose it for the organization.
  chosen_by uuid,
  chosen_at timestamptz,
  version integer not null default 1,
  constraint google_account_once unique (organization_id, subject_lookup),
  constraint google_account_tenant_key unique (organization_id, id),
  constraint google_account_tokens_when_live check ((status = 'revoked') = (refresh_sealed is null)),
  check ((chosen_by is null) = (chosen_at is null)),
  check (status <> 'revoked' or chosen_at is null)
);
create unique index google_account_chosen_once on connections.google_account (organization_id) where chosen_at is not null;

create table connections.google_consent (
  organization_id uuid not null,
  state_hash bytea not null check (octet_length(state_hash) = 32),
  member_id uuid not null,
  -- The account a relink is meant for; null where a new one is linked.
  account_id uuid,
  -- RFC 7636: what the challenge was made from.
  verifier_sealed bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at <= created_at + interval '10 minutes'),
  used_at timestamptz,
  primary key (organization_id, state_hash)
);
create index google_consent_expiry on connections.google_consent (organization_id, expires_at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['google_account', 'google_consent'] loop
    execute format('alter table connections.%I enable row level security', tenant_table);
    execute format('alter table connections.%I force row level security', tenant_table);
    execute format('create policy tenant on connections.%I for all
      using (organization_id = (select app.org_id())) with check (organization_id = (select app.org_id()))', tenant_table);
  end loop;
end
$$;

grant select, insert, update on connections.google_account to beep_app;
grant select, insert, delete on connections.google_consent to beep_app;
grant update (used_at) on connections.google_consent to beep_app;
