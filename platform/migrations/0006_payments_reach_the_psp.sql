-- Everything we ask of the payment service provider is a row first: planned, then sent under the row's own id as
-- idempotency key, then settled. A reply that never came leaves an open row; whoever the operation is for asks again.
set lock_timeout = '5s';

create table psp_operations (
  tenant_id    uuid not null default current_setting('app.tenant_id')::uuid,
  id           uuid not null,
  kind         text not null check (kind in ('authorize', 'capture', 'cancel', 'refund', 'transfer')),
  subject_id   uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency     text not null,
  params       jsonb not null default '{}',
  state        text not null default 'planned' check (state in ('planned', 'sent', 'succeeded', 'failed', 'dropped')),
  psp_object   text,
  outcome      jsonb,
  attempts     int not null default 0,
  created_at   timestamptz not null,
  sent_at      timestamptz,
  settled_at   timestamptz,
  primary key (tenant_id, id),
  constraint a_final_operation_is_settled check ((state in ('succeeded', 'failed', 'dropped')) = (settled_at is not null))
);
create trigger psp_operations_moves before update on psp_operations for each row execute function only_legal_moves(
  'state', 'planned>sent', 'planned>dropped', 'sent>succeeded', 'sent>failed');
-- One attempt at a time: a new one exists only when the last is final.
create unique index one_open_operation_of_a_kind on psp_operations (tenant_id, subject_id, kind) where state in ('planned', 'sent');
create index psp_operations_of_a_subject on psp_operations (tenant_id, subject_id, created_at);
select wall('psp_operations', 'select, insert, update');

-- Webhooks are hints: stored by id so that a duplicate does nothing, never trusted for what they say.
create table psp_events (
  tenant_id   uuid not null default current_setting('app.tenant_id')::uuid,
  id          text not null,
  type        text not null,
  object_id   text not null,
  subject_id  uuid,
  received_at timestamptz not null,
  primary key (tenant_id, id)
);
select wall('psp_events', 'select, insert');

-- Sellers and the organizer are connected accounts of the operator's platform account.
create table connected_accounts (
  tenant_id       uuid not null default current_setting('app.tenant_id')::uuid,
  id              uuid not null,
  party           text not null check (party in ('seller', 'organizer')),
  fan_id          uuid,
  psp_account     text,
  transfers_ready boolean not null default false,
  requirements    text[] not null default '{}',
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, fan_id) references fans (tenant_id, id),
  constraint a_seller_is_a_fan check ((party = 'seller') = (fan_id is not null)),
  constraint only_an_account_can_be_ready check (psp_account is not null or not transfers_ready)
);
create unique index one_account_a_party on connected_accounts (tenant_id, party, fan_id) nulls not distinct;
create unique index one_party_an_account on connected_accounts (tenant_id, psp_account);
select wall('connected_accounts', 'select, insert, update');

create table payouts (
  tenant_id      uuid not null default current_setting('app.tenant_id')::uuid,
  id             uuid not null,
  party          text not null check (party in ('seller', 'organizer')),
  fan_id         uuid,
  order_id       uuid not null,
  line_id        uuid not null,
  amount_minor   bigint not null check (amount_minor > 0),
  currency       text not null,
  state          text not null default 'scheduled'
    check (state in ('scheduled', 'blocked', 'submitted', 'paid', 'refused', 'reversed', 'dropped')),
  blocked_reason text,
  source_charge  text,
  operation_id   uuid,
  due_at         timestamptz,
  created_at     timestamptz not null,
  paid_at        timestamptz,
  primary key (tenant_id, id),
  constraint one_payout_a_line_and_party unique (tenant_id, line_id, party),
  constraint a_block_has_a_reason check ((state = 'blocked') = (blocked_reason is not null)),
  foreign key (tenant_id, fan_id) references fans (tenant_id, id)
);
create trigger payouts_moves before update on payouts for each row execute function only_legal_moves(
  'state', 'scheduled>blocked', 'blocked>scheduled', 'scheduled>submitted', 'submitted>paid', 'submitted>refused',
  'refused>scheduled', 'paid>reversed', 'scheduled>dropped', 'blocked>dropped');
create index payouts_of_a_fan on payouts (tenant_id, fan_id, id);
create index payouts_of_an_order on payouts (tenant_id, order_id);
select sweepable('payouts');
select wall('payouts', 'select, insert, update');

create function tenant_by_psp_account(sought text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select tenant_id from public.connected_accounts where psp_account = sought
$$;
alter function tenant_by_psp_account(text) owner to reseat_sweep;
revoke all on function tenant_by_psp_account(text) from public;
grant execute on function tenant_by_psp_account(text) to reseat_app;
create index connected_accounts_by_psp on connected_accounts (psp_account);
