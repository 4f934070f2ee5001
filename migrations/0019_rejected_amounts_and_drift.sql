-- What of the books could not be kept, and where a night found us far from QuickBooks, beside what could not be understood.
-- owner: runway

-- `unknown_word`: a field holds a word that is on none of our lists. `rejected_amount`: an amount of more than 2^53 minor units or of
-- no whole number of them; the record stands with a null in its place, and what it would have been part of has no figure.
-- `drift`: a nightly comparison found our total of a section of the certificate (`qbo_id`) more than 5 % from QuickBooks' own.
alter table runway.data_issue add column kind text not null default 'unknown_word' check (kind in ('unknown_word', 'rejected_amount', 'drift'));
alter table runway.data_issue alter column kind drop default;
alter table runway.data_issue drop constraint data_issue_pkey;
alter table runway.data_issue add primary key (organization_id, client_id, entity_type, qbo_id, kind, field);
