-- Mails to fans and staff of one tenant. The text may hold links and codes, so it is sealed with a key outside the database.
set lock_timeout = '5s';

create table mails (
  tenant_id  uuid not null default current_setting('app.tenant_id')::uuid,
  id         uuid not null,
  kind       text not null,
  recipient  text not null,
  subject    text not null,
  sealed     bytea,
  state      text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts   int not null default 0,
  error      text,
  due_at     timestamptz,
  created_at timestamptz not null,
  sent_at    timestamptz,
  primary key (tenant_id, id)
);
create trigger mails_moves before update on mails for each row
  execute function only_legal_moves('state', 'queued>sent', 'queued>failed', 'failed>queued');
select sweepable('mails');
select wall('mails', 'select, insert, update');
