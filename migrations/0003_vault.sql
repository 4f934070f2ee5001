-- Wrapped keys of envelope encryption. See specs/decisions/envelope-encryption.md.
-- owner: vault

create schema vault;
grant usage on schema vault to beep_app;
grant usage, create on schema vault to beep_system;

-- Late bound: the assignments behind app.visible_clients() come with a later migration.
create function vault.visible_clients() returns setof uuid language plpgsql stable as $$
begin
  return query select app.visible_clients();
end
$$;
grant execute on function vault.visible_clients() to beep_app, beep_system;

-- The data keys of an organization; older generations stay, because sealed bytes name the key they need.
create table vault.organization_key (
  organization_id uuid not null,
  id uuid not null,
  kek_id text not null check (kek_id ~ '^[A-Za-z0-9_.-]{1,64}$'),
  wrapped bytea not null check (octet_length(wrapped) between 44 and 4096),
  created_at timestamptz(3) not null,
  retired_at timestamptz(3),
  primary key (organization_id, id)
);
create unique index organization_key_current on vault.organization_key (organization_id) where retired_at is null;

-- One key per client, wrapped by a data key of its organization; destroyed means the wrapped bytes are gone.
create table vault.client_key (
  organization_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  organization_key_id uuid,
  wrapped bytea check (octet_length(wrapped) = 60),
  created_at timestamptz(3) not null,
  destroyed_at timestamptz(3),
  primary key (organization_id, client_id),
  constraint client_key_id unique (organization_id, id),
  foreign key (organization_id, organization_key_id) references vault.organization_key (organization_id, id),
  check ((wrapped is null) = (destroyed_at is not null)),
  check (wrapped is null or organization_key_id is not null)
);

alter table vault.organization_key enable row level security;
alter table vault.organization_key force row level security;
create policy tenant on vault.organization_key for all
  using (organization_id = (select app.org_id())) with check (organization_id = (select app.org_id()));
-- Only for vault.organizations_behind(): nobody logs in as beep_system.
create policy system on vault.organization_key for select to beep_system using (true);

alter table vault.client_key enable row level security;
alter table vault.client_key force row level security;
create policy tenant on vault.client_key for all
  using (
    organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select vault.visible_clients()))
  )
  with check (
    organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select vault.visible_clients()))
  );

grant select, insert on vault.organization_key, vault.client_key to beep_app;
grant update (kek_id, wrapped, retired_at) on vault.organization_key to beep_app;
grant update (organization_key_id, wrapped, destroyed_at) on vault.client_key to beep_app;
grant select on vault.organization_key to beep_system;

create function vault.keep_destroyed() returns trigger language plpgsql as $$
begin
  if old.destroyed_at is not null then
    raise exception 'a destroyed key stays destroyed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
grant execute on function vault.keep_destroyed() to beep_app;
create trigger keep_destroyed before update on vault.client_key
  for each row execute function vault.keep_destroyed();
alter table vault.client_key enable always trigger keep_destroyed;

-- A removed row would let a new key be made for an erased client; a removed data key would orphan its ciphertext.
create trigger never_removed before delete or truncate on vault.organization_key
  for each statement execute function app.refuse_change();
create trigger never_removed before delete or truncate on vault.client_key
  for each statement execute function app.refuse_change();
alter table vault.organization_key enable always trigger never_removed;
alter table vault.client_key enable always trigger never_removed;

-- Across organizations, for the rewrapping job alone: ids, nothing else.
create function vault.organizations_behind(p_kek_id text) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct k.organization_id from vault.organization_key k where k.kek_id <> p_kek_id order by 1
$$;
alter function vault.organizations_behind(text) owner to beep_system;
grant execute on function vault.organizations_behind(text) to beep_app;

revoke create on schema vault from beep_system;
