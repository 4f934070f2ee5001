-- What full-text search sees goes with the key of its client: redaction folds names away, it does not make a text nobody's.
-- owner: evidence

create function knowledge.forget_search_text() returns trigger
  language plpgsql
  set search_path = pg_catalog
  as $$
  begin
    delete from knowledge.search_text where organization_id = new.organization_id and client_id = new.client_id;
    return null;
  end
  $$;

-- In the transaction that destroys the key, whoever destroys it: a text that outlived it by a moment would have outlived it.
create trigger forget_search_text after update on vault.client_key
  for each row when (new.destroyed_at is not null and old.destroyed_at is null)
  execute function knowledge.forget_search_text();
