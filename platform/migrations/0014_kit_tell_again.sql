-- A queue may be lost with all it was told. A fact that a listener has not noted as done is told again; one that every
-- listener has noted is marked, so that each is looked at once and not for ever.
set lock_timeout = '5s';

alter table facts add column told_at timestamptz;
create index facts_not_told on facts (relayed_at) where told_at is null and relayed_at is not null;
grant update (told_at) on facts to reseat_sweep;

-- Takes pairs of a fact's name and a listener that wants it. A fact that is untold goes back to the relay.
create function facts_tell_again(relayed_before timestamptz, names text[], listeners text[], batch int)
returns table (seen bigint, again bigint)
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with old as (
    select tenant_id, id, name from public.facts
    where told_at is null and relayed_at < relayed_before
    order by relayed_at limit batch for update skip locked
  ), judged as (
    select o.tenant_id, o.id, exists (
      select from unnest(names, listeners) as wanted (name, listener)
      where wanted.name = o.name and not exists (
        select from public.fact_deliveries d
        where d.tenant_id = o.tenant_id and d.fact_id = o.id and d.listener = wanted.listener)) as untold
    from old o
  ), marked as (
    update public.facts f
    set told_at = case when not j.untold then now() end, relayed_at = case when not j.untold then f.relayed_at end
    from judged j where f.tenant_id = j.tenant_id and f.id = j.id
    returning j.untold
  )
  select count(*), count(*) filter (where untold) from marked
$$;
alter function facts_tell_again(timestamptz, text[], text[], int) owner to reseat_sweep;
revoke all on function facts_tell_again(timestamptz, text[], text[], int) from public;
grant execute on function facts_tell_again(timestamptz, text[], text[], int) to reseat_app;
