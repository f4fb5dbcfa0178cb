-- A listing is an offer to sell one or more tickets. What is sold is derived from its rows; the other states are a column.
set lock_timeout = '5s';

create table listings (
  tenant_id          uuid not null default current_setting('app.tenant_id')::uuid,
  id                 uuid not null,
  event_id           uuid not null,
  ticket_type_id     uuid not null,
  seller_id          uuid not null,
  state              text not null check (state in ('active', 'paused', 'sold', 'withdrawn', 'expired', 'removed')),
  policy_id          uuid not null,
  currency           text not null,
  price_minor        bigint not null check (price_minor >= 0),
  -- The price a buyer sees, kept so that lists sort and filter by it without arithmetic.
  buyer_pays_minor   bigint not null,
  paid_minor         bigint not null,
  ended_reason       text,
  due_at             timestamptz,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, event_id, currency) references events (tenant_id, id, currency),
  foreign key (tenant_id, event_id, ticket_type_id) references ticket_types (tenant_id, event_id, id),
  foreign key (tenant_id, policy_id) references policies (tenant_id, id),
  foreign key (tenant_id, seller_id) references fans (tenant_id, id),
  constraint a_removal_has_a_reason check (state <> 'removed' or ended_reason is not null)
);
create trigger listings_moves before update on listings for each row execute function only_legal_moves('state',
  'active>paused', 'paused>active', 'active>sold', 'active>withdrawn', 'active>expired', 'active>removed',
  'paused>withdrawn', 'paused>expired', 'paused>removed', 'sold>active');
create index listings_on_sale on listings (tenant_id, event_id, buyer_pays_minor, id) where state = 'active';
create index listings_of_a_seller on listings (tenant_id, seller_id, id);
create index listings_of_an_event on listings (tenant_id, event_id, id);
select sweepable('listings');
select wall('listings', 'select, insert, update');

create table listing_tickets (
  tenant_id  uuid not null default current_setting('app.tenant_id')::uuid,
  listing_id uuid not null,
  ticket_id  uuid not null,
  state      text not null default 'open' check (state in ('open', 'held', 'sold', 'out')),
  primary key (tenant_id, listing_id, ticket_id),
  foreign key (tenant_id, listing_id) references listings (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
-- The database itself refuses to offer a ticket twice.
create unique index a_ticket_is_offered_once on listing_tickets (tenant_id, ticket_id) where state in ('open', 'held');
create trigger listing_tickets_moves before update on listing_tickets for each row execute function only_legal_moves('state',
  'open>held', 'held>open', 'held>sold', 'open>out', 'held>out');
select wall('listing_tickets', 'select, insert, update');
