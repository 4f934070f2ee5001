-- What every later migration stands on: schemas, the tenant's settings, least privilege.
-- owner: sql

create extension if not exists pg_trgm;

revoke all on schema public from public;
revoke all on all functions in schema public from public;
alter default privileges revoke execute on functions from public;
grant usage on schema public to beep_app, beep_auth, beep_system;
grant execute on all functions in schema public to beep_app, beep_auth, beep_system;

create schema app;
grant usage on schema app to beep_app, beep_auth, beep_system;

-- A setting that was local to an ended transaction reads as '': nullif keeps the cast from raising.
create function app.org_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.current_org_id', true), '')::uuid;
create function app.member_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.current_member_id', true), '')::uuid;
create function app.sees_all_clients() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.current_role', true), '') in ('owner', 'system');

-- First statement of a hot read: the tenant is bound in the same trip, for the same transaction.
create function app.bind(p_org uuid, p_member uuid, p_role text) returns void language sql volatile as $$
  select set_config('app.current_org_id', p_org::text, true),
         set_config('app.current_member_id', coalesce(p_member::text, ''), true),
         set_config('app.current_role', p_role, true);
$$;

grant execute on all functions in schema app to beep_app, beep_auth, beep_system;

-- Attached to tables that only grow.
create function app.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are never changed or removed', tg_table_schema, tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;
grant execute on function app.refuse_change() to beep_app, beep_system;
