-- An event is a show: where, when, at which prices its tickets were sold, and how its door lets people in.
set lock_timeout = '5s';

create table events (
  tenant_id       uuid not null default current_setting('app.tenant_id')::uuid,
  id              uuid not null,
  name            text not null,
  description     text not null default '',
  external_ref    text,
  state           text not null default 'draft'
    check (state in ('draft', 'in_review', 'published', 'postponed', 'completed', 'cancelled')),
  venue_name      text not null,
  venue_city      text not null,
  venue_country   text not null check (venue_country ~ '^[A-Z]{2}$'),
  venue_address   text,
  time_zone       text not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  doors_at        timestamptz,
  currency        text not null check (currency ~ '^[A-Z]{3}$'),
  admission       text check (admission in ('gate', 'code_list')),
  policy_id       uuid not null,
  resale_opens_at timestamptz,
  resale_closes_at timestamptz not null,
  due_at          timestamptz,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, id, currency),
  foreign key (tenant_id, policy_id) references policies (tenant_id, id),
  constraint an_external_event_is_known_once unique (tenant_id, external_ref),
  constraint an_event_ends_after_it_starts check (ends_at > starts_at),
  constraint resale_closes_after_it_opens check (resale_opens_at is null or resale_closes_at > resale_opens_at),
  constraint resale_closes_with_the_event check (resale_closes_at <= ends_at)
);
create trigger events_moves before update on events for each row execute function only_legal_moves('state',
  'draft>published', 'draft>in_review', 'in_review>draft', 'in_review>published', 'published>completed',
  'published>postponed', 'postponed>published', 'published>cancelled', 'postponed>cancelled');
create index events_by_start on events (tenant_id, starts_at, id);
select sweepable('events');
select wall('events', 'select, insert, update');

create table ticket_types (
  tenant_id        uuid not null default current_setting('app.tenant_id')::uuid,
  id               uuid not null,
  event_id         uuid not null,
  name             text not null,
  face_value_minor bigint check (face_value_minor >= 0),
  created_at       timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, event_id, id),
  foreign key (tenant_id, event_id) references events (tenant_id, id),
  constraint a_ticket_type_is_named_once unique (tenant_id, event_id, name)
);
select wall('ticket_types', 'select, insert, update');
