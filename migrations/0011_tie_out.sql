-- Certificates that the mirror equals QuickBooks' own reports to the cent, or where it does not: one per finished sync.
-- owner: runway

create table runway.tie_out_certificate (
  organization_id uuid not null,
  client_id uuid not null,
  certificate_id uuid not null,
  sync_run_id uuid not null,
  compared_at timestamptz not null,
  as_of date not null,
  outcome text not null check (outcome in ('ties_out', 'differs', 'not_compared')),
  receivables text not null check (receivables in ('agrees', 'differs', 'not_compared')),
  payables text not null check (payables in ('agrees', 'differs', 'not_compared')),
  bank text not null check (bank in ('agrees', 'differs', 'not_compared')),
  trial_balance text not null check (trial_balance in ('agrees', 'differs', 'not_compared')),
  differing integer not null check (differing >= 0),
  -- What the certificate says: outcomes, reasons, ids and amounts. Names stand sealed beside it.
  result jsonb not null check (jsonb_typeof(result) = 'object'),
  names_sealed bytea,
  sha256 bytea not null check (octet_length(sha256) = 32),
  primary key (organization_id, client_id, certificate_id),
  constraint tie_out_certificate_once unique (organization_id, client_id, sync_run_id),
  -- Green is all four, whoever writes it.
  constraint tie_out_certificate_green check (
    (outcome = 'ties_out') = (receivables = 'agrees' and payables = 'agrees' and bank = 'agrees' and trial_balance = 'agrees')
  ),
  constraint tie_out_certificate_differs check (
    (outcome = 'differs') = ('differs' in (receivables, payables, bank, trial_balance)) and (outcome = 'differs') = (differing > 0)
  )
);
create index tie_out_certificate_latest on runway.tie_out_certificate (organization_id, client_id, compared_at desc, certificate_id desc);

create trigger grows_only before update or delete or truncate on runway.tie_out_certificate
  for each statement execute function app.refuse_change();

alter table runway.tie_out_certificate enable row level security;
alter table runway.tie_out_certificate force row level security;
create policy tenant on runway.tie_out_certificate for all
  using (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
  with check (organization_id = (select app.org_id())
    and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())));

grant select, insert on runway.tie_out_certificate to beep_app;
