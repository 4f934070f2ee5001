-- Addresses a client is known to write from: by them mail is filed.
-- owner: tenancy

create table tenancy.client_contact (
  organization_id uuid not null,
  client_id uuid not null,
  -- HMAC of the folded address under a sealed key; the same address may belong to several clients.
  address_lookup bytea not null check (octet_length(address_lookup) = 32),
  -- The address, under the client's key.
  address_sealed bytea not null,
  added_at timestamptz not null,
  primary key (organization_id, client_id, address_lookup),
  foreign key (organization_id, client_id) references tenancy.client (organization_id, id)
);
create index client_contact_address on tenancy.client_contact (organization_id, address_lookup);

alter table tenancy.client_contact enable row level security;
alter table tenancy.client_contact force row level security;
create policy tenant on tenancy.client_contact for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));
grant select, insert, delete on tenancy.client_contact to beep_app;
