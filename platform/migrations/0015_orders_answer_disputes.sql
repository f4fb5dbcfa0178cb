-- A dispute is a row of its own, not an order state: a cardholder took the money back through the bank. While it is open the
-- order's escrow is frozen; only its outcome moves that money.
set lock_timeout = '5s';

create table disputes (
  tenant_id    uuid not null default current_setting('app.tenant_id')::uuid,
  id           uuid not null,
  order_id     uuid not null,
  psp_dispute  text not null,
  amount_minor bigint not null check (amount_minor > 0),
  fee_minor    bigint not null default 0 check (fee_minor >= 0),
  currency     text not null,
  reason       text,
  state        text not null default 'open' check (state in ('open', 'won', 'lost')),
  liability    text check (liability in ('seller', 'organizer', 'operator')),
  opened_at    timestamptz not null,
  closed_at    timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint a_dispute_is_known_once unique (tenant_id, psp_dispute),
  constraint a_closed_dispute_has_its_hour check ((state = 'open') = (closed_at is null)),
  constraint a_loss_is_somebodys check (state <> 'lost' or liability is not null)
);
create trigger disputes_moves before update on disputes for each row execute function only_legal_moves('state',
  'open>won', 'open>lost');
create index disputes_of_an_order on disputes (tenant_id, order_id, id);
select wall('disputes', 'select, insert, update');

-- What a bank says of a dispute carries none of our metadata, only the payment: this names the market, and nothing else.
create function tenant_by_psp_intent(sought text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select tenant_id from public.orders where psp_intent = sought
$$;
alter function tenant_by_psp_intent(text) owner to reseat_sweep;
revoke all on function tenant_by_psp_intent(text) from public;
grant execute on function tenant_by_psp_intent(text) to reseat_app;
create index orders_by_psp_intent on orders (psp_intent) where psp_intent is not null;

-- A bank may send a refund back days after it took it.
drop trigger refunds_moves on refunds;
create trigger refunds_moves before update on refunds for each row execute function only_legal_moves('state',
  'pending>succeeded', 'pending>failed', 'succeeded>failed');
