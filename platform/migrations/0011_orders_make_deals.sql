-- An order is the deal between one buyer and one listing; its lines carry the frozen price of each ticket and its escrow.
set lock_timeout = '5s';

create table orders (
  tenant_id     uuid not null default current_setting('app.tenant_id')::uuid,
  id            uuid not null,
  number        text not null,
  event_id      uuid not null,
  listing_id    uuid not null,
  buyer_id      uuid not null,
  state         text not null default 'held' check (state in ('held', 'paying', 'authorized', 'securing', 'fulfilled',
    'completed', 'expired', 'cancelled', 'failed', 'in_doubt')),
  doubt_from    text,
  policy_id     uuid not null,
  currency      text not null,
  quantity      int not null check (quantity > 0),
  total_minor   bigint not null check (total_minor >= 0),
  held_until    timestamptz not null,
  psp_intent    text,
  psp_charge    text,
  action_secret text,
  declined_code text,
  due_at        timestamptz,
  created_at    timestamptz not null,
  fulfilled_at  timestamptz,
  completed_at  timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, id, currency),
  foreign key (tenant_id, event_id, currency) references events (tenant_id, id, currency),
  foreign key (tenant_id, listing_id) references listings (tenant_id, id),
  foreign key (tenant_id, buyer_id) references fans (tenant_id, id),
  foreign key (tenant_id, policy_id) references policies (tenant_id, id),
  constraint an_order_number_is_unique unique (tenant_id, number),
  constraint doubt_remembers_where_it_came_from check ((state = 'in_doubt') = (doubt_from is not null)),
  constraint a_fulfilled_order_has_its_hour check (state not in ('fulfilled', 'completed') or fulfilled_at is not null)
);
create trigger orders_moves before update on orders for each row execute function only_legal_moves('state',
  'held>paying', 'held>securing', 'held>expired', 'held>cancelled', 'paying>held', 'paying>authorized', 'paying>cancelled',
  'authorized>securing', 'authorized>cancelled', 'securing>fulfilled', 'securing>failed', 'fulfilled>completed',
  'paying>in_doubt', 'authorized>in_doubt', 'securing>in_doubt',
  'in_doubt>paying', 'in_doubt>authorized', 'in_doubt>securing', 'in_doubt>held', 'in_doubt>cancelled', 'in_doubt>failed');
create index orders_of_a_buyer on orders (tenant_id, buyer_id, id);
create index orders_of_an_event on orders (tenant_id, event_id, id);
create index orders_unpaid_of_a_buyer on orders (tenant_id, buyer_id) where state in ('held', 'paying', 'in_doubt');
create index orders_of_a_listing on orders (tenant_id, listing_id, id);
create index orders_by_intent on orders (tenant_id, psp_intent);
select sweepable('orders');
select wall('orders', 'select, insert, update');

create table order_lines (
  tenant_id             uuid not null default current_setting('app.tenant_id')::uuid,
  id                    uuid not null,
  order_id              uuid not null,
  line                  smallint not null,
  ticket_id             uuid not null,
  seller_id             uuid not null,
  state                 text not null default 'held' check (state in ('held', 'gone', 'holding', 'released', 'refunded', 'lost')),
  price_minor           bigint not null check (price_minor >= 0),
  buyer_fee_minor       bigint not null check (buyer_fee_minor >= 0),
  buyer_fee_tax_minor   bigint not null check (buyer_fee_tax_minor >= 0),
  seller_fee_minor      bigint not null check (seller_fee_minor >= 0),
  seller_fee_tax_minor  bigint not null check (seller_fee_tax_minor >= 0),
  organizer_share_minor bigint not null check (organizer_share_minor >= 0),
  -- When the escrow is released, by the tenant's clock.
  due_at                timestamptz,
  release_at            timestamptz,
  released_at           timestamptz,
  refunded_at           timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, order_id, line),
  foreign key (tenant_id, order_id) references orders (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, seller_id) references fans (tenant_id, id),
  constraint the_seller_is_never_charged check (price_minor >= seller_fee_minor + seller_fee_tax_minor + organizer_share_minor)
);
-- One live order per ticket: the second buyer is refused by the index, not by luck.
create unique index one_live_order_a_ticket on order_lines (tenant_id, ticket_id) where state = 'held';
create trigger order_lines_moves before update on order_lines for each row execute function only_legal_moves('state',
  'held>gone', 'held>holding', 'holding>released', 'holding>refunded', 'holding>lost', 'released>refunded', 'held>refunded');
create index order_lines_of_a_seller on order_lines (tenant_id, seller_id, id);
create index order_lines_of_a_ticket on order_lines (tenant_id, ticket_id);
select sweepable('order_lines');
select wall('order_lines', 'select, insert, update');

-- A refund is a row of its own, not an order state. Its operation at the PSP carries the attempt.
create table refunds (
  tenant_id    uuid not null default current_setting('app.tenant_id')::uuid,
  id           uuid not null,
  order_id     uuid not null,
  line_ids     uuid[] not null check (cardinality(line_ids) > 0),
  amount_minor bigint not null check (amount_minor > 0),
  currency     text not null,
  reason       text not null,
  ticket       text not null check (ticket in ('return_to_seller', 'void', 'none')),
  state        text not null default 'pending' check (state in ('pending', 'succeeded', 'failed')),
  operation_id uuid,
  due_at       timestamptz,
  created_at   timestamptz not null,
  settled_at   timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
create trigger refunds_moves before update on refunds for each row execute function only_legal_moves('state',
  'pending>succeeded', 'pending>failed');
select sweepable('refunds');
create index refunds_of_an_order on refunds (tenant_id, order_id, id);
select wall('refunds', 'select, insert, update');
