-- What rules find in a client's books that makes a figure wrong or a decision unsafe, how people answered, and what the
-- list shows of it in one row.
-- owner: runway

-- One row per fingerprint, for good: it opens, goes and comes back. Ids, amounts and closed words only: names stay sealed
-- in the ledger's pages.
create table runway.hygiene_issue (
  organization_id uuid not null,
  client_id uuid not null,
  issue_id uuid not null,
  rule_id text not null check (rule_id ~ '^HYG-[0-9]{2}$'),
  -- SHA-256 of the rule and what it is about, and of what that looked like when last seen.
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  evidence bytea not null check (octet_length(evidence) = 32),
  severity_rank smallint not null check (severity_rank between 0 and 3),
  cash_relevant boolean not null,
  status text not null check (status in ('open', 'reopened', 'fixing', 'reviewed', 'snoozed', 'fixed', 'auto_resolved')),
  -- [[entity type, id], ...], its subject first.
  records jsonb not null,
  facts jsonb not null,
  -- In the client's home currency.
  amount_minor bigint,
  ref_date date,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid,
  review_reason text check (length(review_reason) <= 40),
  snoozed_until date,
  write_pending boolean not null default false,
  undo_status text,
  undo_until timestamptz,
  row_version integer not null default 1,
  primary key (organization_id, client_id, issue_id),
  constraint hygiene_issue_fingerprint_key unique (organization_id, client_id, fingerprint),
  constraint hygiene_issue_reviewed check ((status = 'reviewed') = (review_reason is not null)),
  constraint hygiene_issue_snoozed check ((status = 'snoozed') = (snoozed_until is not null)),
  constraint hygiene_issue_pending check (not write_pending or status = 'fixing'),
  constraint hygiene_issue_undo check ((undo_status is null) = (undo_until is null))
);
-- The list of what stands, in its basic order.
create index hygiene_issue_standing on runway.hygiene_issue
  (organization_id, client_id, severity_rank, cash_relevant desc, (abs(coalesce(amount_minor, 0))) desc, first_seen_at, issue_id)
  where status in ('open', 'reopened', 'fixing');
create index hygiene_issue_resolved on runway.hygiene_issue (organization_id, client_id, resolved_at desc)
  where status in ('fixed', 'auto_resolved', 'reviewed', 'snoozed');

-- The read model: what stands and the score, one row per scanned client; kept in the transaction of every scan and command.
create table runway.hygiene_summary (
  organization_id uuid not null,
  client_id uuid not null,
  as_of date not null,
  scanned_at timestamptz not null,
  -- End of the sync whose books were scanned; null where there never was one.
  synced_at timestamptz,
  critical_open integer not null check (critical_open >= 0),
  high_open integer not null check (high_open >= 0),
  medium_open integer not null check (medium_open >= 0),
  low_open integer not null check (low_open >= 0),
  score smallint not null check (score between 0 and 100),
  level text not null check (level in ('excellent', 'good', 'fair', 'needs_attention', 'poor', 'critical')),
  basis text not null check (basis in ('dimensions', 'small_sample', 'no_records')),
  sample_size integer not null check (sample_size >= 0),
  -- Whole percents, null for a small sample.
  completeness smallint check (completeness between 0 and 100),
  accuracy smallint check (accuracy between 0 and 100),
  consistency smallint check (consistency between 0 and 100),
  timeliness smallint check (timeliness between 0 and 100),
  validity smallint check (validity between 0 and 100),
  -- What the score rests on beside the issues, so that a review changes it without reading the books again.
  base jsonb not null,
  primary key (organization_id, client_id),
  constraint hygiene_summary_dimensions check
    (num_nonnulls(completeness, accuracy, consistency, timeliness, validity) = case when basis = 'dimensions' then 5 else 0 end)
);

do $$
declare t text;
begin
  foreach t in array array['hygiene_issue', 'hygiene_summary'] loop
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

grant select, insert, update on runway.hygiene_issue, runway.hygiene_summary to beep_app;
