-- The wall between tenants, and the three tables the kit itself needs.
-- Roles are made by migrate.ts before the first file: reseat_app (requests; owns nothing, bypasses nothing)
-- and reseat_sweep (nologin, bypasses; owns only the narrow definer functions below and in later files).
set lock_timeout = '5s';

grant usage on schema public to reseat_app, reseat_sweep;
-- A definer function is handed to reseat_sweep, and its new owner must have been allowed to create it.
grant create on schema public to reseat_sweep;
revoke create on schema public from public;

-- Walls a table in: restrictive policy on the transaction's tenant, with a permissive base so that nothing is OR-ed in.
-- current_setting without missing_ok raises outside a tenant: silence would be the danger.
create function wall(walled regclass, privileges text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format('create policy reach on %s for all using (true) with check (true)', walled);
  execute format($p$create policy tenant on %s as restrictive for all
    using (tenant_id = current_setting('app.tenant_id')::uuid)
    with check (tenant_id = current_setting('app.tenant_id')::uuid)$p$, walled);
  execute format('grant %s on %s to reseat_app', privileges, walled);
  execute format('grant select on %s to reseat_sweep', walled);
end $$;

-- State machines are kept by the database: a move that is not named cannot be written, whoever writes it.
-- Arguments: the column, then `old>new` for every legal move.
create function only_legal_moves() returns trigger language plpgsql as $$
declare
  was text := to_jsonb(old) ->> tg_argv[0];
  becomes text := to_jsonb(new) ->> tg_argv[0];
begin
  if was is distinct from becomes and not ((was || '>' || becomes) = any (tg_argv[1:])) then
    raise exception '% may not go from % to %', tg_table_name, was, becomes
      using errcode = 'check_violation', constraint = tg_table_name || '_moves', table = tg_table_name;
  end if;
  return new;
end $$;

create function is_immutable() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end $$;

create table facts (
  tenant_id   uuid not null default current_setting('app.tenant_id')::uuid,
  id          uuid not null,
  position    bigint not null generated always as identity,
  name        text not null,
  subject_id  uuid,
  body        jsonb not null,
  actor       jsonb not null,
  request_id  text,
  recorded_at timestamptz not null,
  relayed_at  timestamptz,
  primary key (tenant_id, id)
);
create index facts_not_relayed on facts (position) where relayed_at is null;
create index facts_of_a_subject on facts (tenant_id, subject_id, position);
select wall('facts', 'select, insert');
grant update (relayed_at) on facts to reseat_sweep;

-- What the relay may see of facts: where they are, never what they say.
create function facts_to_relay(batch int) returns table (tenant_id uuid, id uuid, name text)
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select tenant_id, id, name from public.facts where relayed_at is null order by position limit batch
$$;
create function facts_relayed(tenants uuid[], ids uuid[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.facts f set relayed_at = now()
  from unnest(tenants, ids) as r (tenant_id, id)
  where f.tenant_id = r.tenant_id and f.id = r.id and f.relayed_at is null
$$;
alter function facts_to_relay(int) owner to reseat_sweep;
alter function facts_relayed(uuid[], uuid[]) owner to reseat_sweep;
revoke all on function facts_to_relay(int), facts_relayed(uuid[], uuid[]) from public;
grant execute on function facts_to_relay(int), facts_relayed(uuid[], uuid[]) to reseat_app;

-- A listener acts once per fact, however often the queue delivers it.
create table fact_deliveries (
  tenant_id    uuid not null default current_setting('app.tenant_id')::uuid,
  fact_id      uuid not null,
  listener     text not null,
  delivered_at timestamptz not null,
  primary key (tenant_id, fact_id, listener),
  foreign key (tenant_id, fact_id) references facts (tenant_id, id)
);
select wall('fact_deliveries', 'select, insert');

-- One key, one effect. The answer is stored in the very transaction that earned it.
create table idempotency_keys (
  tenant_id    uuid not null default current_setting('app.tenant_id')::uuid,
  key_hash     bytea not null,
  request_hash bytea not null,
  status       int,
  -- Sealed: an answer may carry what only its asker should read, such as a payment's client secret.
  answer       bytea,
  leased_until timestamptz,
  created_at   timestamptz not null default now(),
  primary key (tenant_id, key_hash),
  constraint an_answer_has_a_status check ((status is null) = (answer is null))
);
create index idempotency_keys_by_age on idempotency_keys (tenant_id, created_at);
select wall('idempotency_keys', 'select, insert, update, delete');
