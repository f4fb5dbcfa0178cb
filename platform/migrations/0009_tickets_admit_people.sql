-- A ticket is the right of admission; its generation tells which code of it is alive. Codes are found by keyed hash and
-- kept sealed with a key outside the database, because a QR and a gate list must show them.
set lock_timeout = '5s';

create table purchases (
  tenant_id    uuid not null default current_setting('app.tenant_id')::uuid,
  id           uuid not null,
  event_id     uuid not null,
  external_ref text not null,
  email        text,
  ordered_at   timestamptz,
  created_at   timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, event_id) references events (tenant_id, id),
  constraint a_purchase_is_known_once unique (tenant_id, event_id, external_ref)
);
select wall('purchases', 'select, insert, update');

create table tickets (
  tenant_id      uuid not null default current_setting('app.tenant_id')::uuid,
  id             uuid not null,
  event_id       uuid not null,
  ticket_type_id uuid not null,
  purchase_id    uuid,
  external_ref   text,
  state          text not null default 'valid'
    check (state in ('valid', 'listed', 'selling', 'sending', 'admitted', 'out', 'blocked', 'void')),
  generation     int not null default 1 check (generation > 0),
  -- Who may use it: a fan once one is known, until then whoever proves this e-mail address.
  holder_id      uuid,
  holder_email   text,
  holder_name    text,
  seat_zone      text,
  seat_row       text,
  seat_number    text,
  seat_name      text,
  -- What the first buyer paid: a ceiling is taken from the first sale, never from the last.
  paid_minor     bigint not null check (paid_minor >= 0),
  origin         text not null check (origin in ('import', 'resale')),
  code_since     timestamptz not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, event_id, id),
  foreign key (tenant_id, event_id, ticket_type_id) references ticket_types (tenant_id, event_id, id),
  foreign key (tenant_id, purchase_id) references purchases (tenant_id, id),
  foreign key (tenant_id, holder_id) references fans (tenant_id, id),
  -- The event comes last: looked up by ticket, a foreign key must never mistake this for its index.
  constraint a_ticket_is_imported_once unique (tenant_id, external_ref, event_id),
  constraint a_holder_email_is_lower_case check (holder_email = lower(holder_email))
);
create trigger tickets_moves before update on tickets for each row execute function only_legal_moves('state',
  'valid>listed', 'listed>valid', 'listed>selling', 'selling>valid', 'selling>listed', 'valid>sending', 'sending>valid',
  'valid>admitted', 'listed>admitted', 'admitted>out', 'out>admitted', 'valid>blocked', 'blocked>valid',
  'valid>void', 'listed>void', 'blocked>void', 'admitted>void', 'void>valid');
create index tickets_of_a_fan on tickets (tenant_id, holder_id, id);
create index tickets_of_an_email on tickets (tenant_id, holder_email, id) where holder_id is null;
create index tickets_of_a_purchase on tickets (tenant_id, purchase_id);
select wall('tickets', 'select, insert, update');

create table ticket_codes (
  tenant_id  uuid not null default current_setting('app.tenant_id')::uuid,
  ticket_id  uuid not null,
  generation int not null,
  event_id   uuid not null,
  hash       bytea not null,
  sealed     bytea not null,
  state      text not null default 'alive' check (state in ('alive', 'revoked')),
  issued_at  timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, ticket_id, generation),
  foreign key (tenant_id, event_id, ticket_id) references tickets (tenant_id, event_id, id),
  constraint a_code_is_unique_at_its_event unique (tenant_id, event_id, hash),
  constraint a_dead_code_has_its_hour check ((state = 'revoked') = (revoked_at is not null))
);
-- The promise behind every resale: of all the codes a ticket ever had, one is alive.
create unique index one_living_code_a_ticket on ticket_codes (tenant_id, ticket_id) where state = 'alive';
create trigger ticket_codes_moves before update on ticket_codes for each row execute function only_legal_moves('state',
  'alive>revoked');
create index ticket_codes_of_an_event on ticket_codes (tenant_id, event_id, state);
select wall('ticket_codes', 'select, insert');
grant update (state, revoked_at) on ticket_codes to reseat_app;

create table admissions (
  tenant_id   uuid not null default current_setting('app.tenant_id')::uuid,
  id          uuid not null,
  event_id    uuid not null,
  ticket_id   uuid not null,
  generation  int not null,
  admitted_at timestamptz not null,
  admitted_by jsonb not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  constraint a_ticket_goes_in_once unique (tenant_id, ticket_id)
);
select wall('admissions', 'select, insert');

-- A file an organizer handed in: read into rows first (the dry run), applied in batches after.
create table imports (
  tenant_id  uuid not null default current_setting('app.tenant_id')::uuid,
  id         uuid not null,
  event_id   uuid not null,
  format     text not null check (format in ('pretix')),
  state      text not null default 'reading' check (state in ('reading', 'ready', 'applying', 'applied', 'refused')),
  counts     jsonb not null default '{}',
  problems   jsonb not null default '[]',
  due_at     timestamptz,
  created_at timestamptz not null,
  applied_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, event_id) references events (tenant_id, id)
);
create trigger imports_moves before update on imports for each row execute function only_legal_moves('state',
  'reading>ready', 'reading>refused', 'ready>applying', 'applying>applied');
select sweepable('imports');
select wall('imports', 'select, insert, update');

create table import_rows (
  tenant_id    uuid not null default current_setting('app.tenant_id')::uuid,
  import_id    uuid not null,
  line         int not null,
  external_ref text,
  action       text not null check (action in ('create', 'update', 'void', 'unchanged', 'skip')),
  problems     jsonb not null default '[]',
  -- What the row says about the ticket; its admission code is sealed apart.
  reading      jsonb not null default '{}',
  code_sealed  bytea,
  code_hash    bytea,
  applied_at   timestamptz,
  primary key (tenant_id, import_id, line),
  foreign key (tenant_id, import_id) references imports (tenant_id, id)
);
create index import_rows_to_apply on import_rows (tenant_id, import_id, line) where applied_at is null;
select wall('import_rows', 'select, insert, update, delete');
