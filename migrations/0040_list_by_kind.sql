-- The list of clients answers businesses or households alone, in the same one trip.
-- owner: runway

-- Written over the function as it stands, whatever columns it has by now: one more argument, one more condition.
do $kind$
declare
  list regprocedure := 'runway.client_list'::regproc::regprocedure;
  was text := pg_get_functiondef(list);
  named text := replace(was, 'p_week text, p_sort text', 'p_week text, p_kind text, p_sort text');
  counted text := replace(named, 'p_assigned, p_week, p_after) = 0', 'p_assigned, p_week, p_kind, p_after) = 0');
  becomes text := replace(counted, '(p_query is null or position(', '(p_kind is null or k.kind = p_kind)
        and (p_query is null or position(');
begin
  if named = was or counted = named or becomes = counted then raise exception 'runway.client_list is not as expected'; end if;
  execute format('drop function %s', list);
  execute becomes;
  execute format('grant execute on function %s to beep_app', 'runway.client_list'::regproc::regprocedure);
  execute format('revoke execute on function %s from public', 'runway.client_list'::regproc::regprocedure);
end
$kind$;
