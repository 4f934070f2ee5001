-- Onboarding of clients, and what a member decides there: roles of bank accounts, the next payroll, bands and digest time.
-- owner: runway

-- One row per client that is being brought in. `step` is how far a member has confirmed; whether the link stands is asked of the link.
create table runway.onboarding_session (
  organization_id uuid not null,
  client_id uuid not null,
  onboarding_id uuid not null,
  -- Made by the browser: the same key asked for twice is one client.
  client_key uuid not null,
  started_by uuid not null,
  step text not null default 'connect' check (step in ('connect', 'cash', 'digest', 'done')),
  started_at timestamptz not null,
  finished_at timestamptz check (finished_at >= started_at),
  row_version int not null default 1,
  primary key (organization_id, onboarding_id),
  constraint onboarding_session_key unique (organization_id, started_by, client_key),
  constraint onboarding_session_client unique (organization_id, client_id),
  constraint onboarding_session_finished check ((step = 'done') = (finished_at is not null))
);

-- What a member decided an account means to cash. Only grows: the newest decision at a time counts, so earlier figures can be asked for again.
create table runway.cash_role (
  organization_id uuid not null,
  client_id uuid not null,
  decision_id bigint generated always as identity,
  account_qbo_id text not null check (length(account_qbo_id) between 1 and 64),
  role text not null check (role in ('included', 'excluded', 'restricted')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (organization_id, client_id, decision_id)
);
create index cash_role_newest on runway.cash_role (organization_id, client_id, account_qbo_id, decision_id desc);
create trigger grows_only before update or delete or truncate on runway.cash_role
  for each statement execute function app.refuse_change();

-- The next payroll, as a member gave it. Nothing is inferred from it beyond its date.
create table runway.payroll_profile (
  organization_id uuid not null,
  client_id uuid not null,
  next_date date not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  primary key (organization_id, client_id)
);

-- A client without a row has the defaults of runway.md 10.1.
create table runway.client_settings (
  organization_id uuid not null,
  client_id uuid not null,
  digest_day text not null check (digest_day in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
  digest_hour smallint not null check (digest_hour between 0 and 23),
  red_below_days int not null,
  yellow_below_days int not null,
  critical_below_days int not null check (critical_below_days >= 0),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (organization_id, client_id),
  constraint client_settings_bands check (critical_below_days <= red_below_days and red_below_days < yellow_below_days and yellow_below_days <= 350)
);

do $$
declare t text;
begin
  foreach t in array array['onboarding_session', 'cash_role', 'payroll_profile', 'client_settings'] loop
    execute format('alter table runway.%I enable row level security', t);
    execute format('alter table runway.%I force row level security', t);
    execute format($p$create policy tenant on runway.%I for all
      using (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))
      with check (organization_id = (select app.org_id())
        and ((select app.sees_all_clients()) or client_id in (select app.visible_clients())))$p$, t);
  end loop;
end
$$;

grant select, insert on runway.onboarding_session to beep_app;
grant update (step, finished_at, row_version) on runway.onboarding_session to beep_app;
grant select, insert on runway.cash_role to beep_app;
grant select, insert, update, delete on runway.payroll_profile to beep_app;
grant select, insert, update on runway.client_settings to beep_app;
