-- Who a message that waits says it is from: judged where the list is read, against whom the reader knows.
-- owner: evidence

-- From and Reply-To as decoded, under the organization's key; null where a message waited before this was kept, or cannot be read.
alter table evidence.waiting_message add column sender_sealed bytea;
