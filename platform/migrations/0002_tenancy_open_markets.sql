-- Organizations own tenants; a tenant is one isolated market with its hosts, keys, brand and (in test mode) clock.
set lock_timeout = '5s';

create table organizations (
  id         uuid primary key,
  name       text not null,
  created_at timestamptz not null default now()
);
alter table organizations enable row level security;
alter table organizations force row level security;
create policy reach on organizations for all using (true) with check (true);
create policy organization on organizations as restrictive for all
  using (id = current_setting('app.organization_id')::uuid)
  with check (id = current_setting('app.organization_id')::uuid);
grant select on organizations to reseat_app;

create table tenants (
  tenant_id       uuid primary key,
  organization_id uuid not null references organizations (id),
  name            text not null,
  slug            text not null unique,
  mode            text not null check (mode in ('live', 'test')),
  state           text not null default 'live' check (state in ('live', 'suspended', 'closed')),
  clock_offset_ms bigint not null default 0,
  created_at      timestamptz not null default now(),
  constraint a_slug_is_a_host_label check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  constraint live_time_is_real check (mode = 'test' or clock_offset_ms = 0)
);
select wall('tenants', 'select');
grant update (clock_offset_ms) on tenants to reseat_app;

-- Makes `<table>_due`: whatever is due by its own tenant's clock, as (tenant, id) only, fairly over tenants.
create function sweepable(swept text) returns void language plpgsql as $body$
begin
  execute format('create index %I on %I (tenant_id, due_at) where due_at is not null', swept || '_by_due', swept);
  execute format($f$
    create function %I(real_now timestamptz, batch int) returns table (tenant_id uuid, id uuid)
    language sql security definer set search_path = pg_catalog, public, pg_temp as $q$
      select t.tenant_id, d.id from public.tenants t cross join lateral (
        select s.id from public.%I s
        where s.tenant_id = t.tenant_id and s.due_at is not null
          and s.due_at <= real_now + t.clock_offset_ms * interval '1 millisecond'
        order by s.due_at limit batch) d
    $q$ $f$, swept || '_due', swept);
  execute format('alter function %I(timestamptz, int) owner to reseat_sweep', swept || '_due');
  execute format('revoke all on function %I(timestamptz, int) from public', swept || '_due');
  execute format('grant execute on function %I(timestamptz, int) to reseat_app', swept || '_due');
end $body$;

create table tenant_hosts (
  host      text primary key,
  tenant_id uuid not null references tenants (tenant_id),
  constraint a_host_is_lower_case check (host = lower(host))
);
select wall('tenant_hosts', 'select');

create table api_keys (
  tenant_id    uuid not null default current_setting('app.tenant_id')::uuid,
  id           uuid not null,
  kind         text not null check (kind in ('publishable', 'secret')),
  hash         bytea not null unique,
  hint         text not null,
  scopes       text[] not null,
  created_at   timestamptz not null default now(),
  revoked_at   timestamptz,
  primary key (tenant_id, id)
);
select wall('api_keys', 'select');

create table brands (
  tenant_id  uuid primary key default current_setting('app.tenant_id')::uuid references tenants (tenant_id),
  document   jsonb not null,
  version    int not null default 1,
  updated_at timestamptz not null default now()
);
select wall('brands', 'select, insert, update');

-- Before a tenant is known only these may look; each answers with one market, never with a list.
create function tenant_by_host(sought text)
returns table (tenant_id uuid, slug text, name text, mode text, state text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.tenant_id, t.slug, t.name, t.mode, t.state
  from public.tenant_hosts h join public.tenants t using (tenant_id) where h.host = sought
$$;
create function tenant_by_key(sought bytea)
returns table (tenant_id uuid, slug text, name text, mode text, state text, key_id uuid, kind text, scopes text[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.tenant_id, t.slug, t.name, t.mode, t.state, k.id, k.kind, k.scopes
  from public.api_keys k join public.tenants t using (tenant_id) where k.hash = sought and k.revoked_at is null
$$;
create function tenant_by_id(sought uuid)
returns table (tenant_id uuid, slug text, name text, mode text, state text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.tenant_id, t.slug, t.name, t.mode, t.state from public.tenants t where t.tenant_id = sought
$$;
alter function tenant_by_host(text) owner to reseat_sweep;
alter function tenant_by_key(bytea) owner to reseat_sweep;
alter function tenant_by_id(uuid) owner to reseat_sweep;
revoke all on function tenant_by_host(text), tenant_by_key(bytea), tenant_by_id(uuid) from public;
grant execute on function tenant_by_host(text), tenant_by_key(bytea), tenant_by_id(uuid) to reseat_app;
