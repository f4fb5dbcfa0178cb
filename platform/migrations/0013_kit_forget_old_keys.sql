-- Idempotency keys are promises for a day or two, not for ever: what money must never repeat stands in the ledger.
set lock_timeout = '5s';

grant delete on idempotency_keys to reseat_sweep;
create function forget_idempotency_keys(older_than timestamptz, batch int) returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with old as (
    select tenant_id, key_hash from public.idempotency_keys where created_at < least(older_than, now() - interval '24 hours') limit batch
  ), gone as (
    delete from public.idempotency_keys k using old where k.tenant_id = old.tenant_id and k.key_hash = old.key_hash returning 1
  )
  select count(*) from gone
$$;
alter function forget_idempotency_keys(timestamptz, int) owner to reseat_sweep;
revoke all on function forget_idempotency_keys(timestamptz, int) from public;
grant execute on function forget_idempotency_keys(timestamptz, int) to reseat_app;
create index idempotency_keys_old_first on idempotency_keys (created_at);
