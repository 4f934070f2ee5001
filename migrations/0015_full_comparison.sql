-- A sync that reads everything from first to last, because a certificate of the night named somebody nobody had told of.
-- owner: runway

alter table runway.sync_run drop constraint sync_run_trigger_check;
alter table runway.sync_run add constraint sync_run_trigger_check
  check (trigger in ('person', 'webhook', 'schedule', 'nightly', 'onboarding', 'comparison'));
