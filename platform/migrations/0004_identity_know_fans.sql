-- A fan belongs to one tenant: the same e-mail at two tenants is two people. Written by better-auth through the wall.
set lock_timeout = '5s';

create table fans (
  tenant_id      uuid not null default current_setting('app.tenant_id')::uuid,
  id             uuid not null,
  name           text not null,
  email          text not null,
  email_verified boolean not null default false,
  image          text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, email),
  constraint an_email_is_lower_case check (email = lower(email))
);
select wall('fans', 'select, insert, update, delete');

create table fan_sessions (
  tenant_id  uuid not null default current_setting('app.tenant_id')::uuid,
  id         uuid not null,
  user_id    uuid not null,
  token      text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, token),
  foreign key (tenant_id, user_id) references fans (tenant_id, id) on delete cascade
);
create index fan_sessions_of_a_fan on fan_sessions (tenant_id, user_id);
select wall('fan_sessions', 'select, insert, update, delete');

create table fan_accounts (
  tenant_id                uuid not null default current_setting('app.tenant_id')::uuid,
  id                       uuid not null,
  user_id                  uuid not null,
  account_id               text not null,
  provider_id              text not null,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, provider_id, account_id),
  foreign key (tenant_id, user_id) references fans (tenant_id, id) on delete cascade
);
create index fan_accounts_of_a_fan on fan_accounts (tenant_id, user_id);
select wall('fan_accounts', 'select, insert, update, delete');

create table fan_verifications (
  tenant_id  uuid not null default current_setting('app.tenant_id')::uuid,
  id         uuid not null,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index fan_verifications_by_identifier on fan_verifications (tenant_id, identifier);
select wall('fan_verifications', 'select, insert, update, delete');

-- Better-auth writes these tables by itself, so the database records what happened. No token, no password, no address.
create function record_fan_fact() returns trigger language plpgsql as $$
declare
  -- As JSON, for only one of the two tables has this column.
  was boolean := to_jsonb(old) ->> 'email_verified';
  becomes boolean := to_jsonb(new) ->> 'email_verified';
  happened text := case
    when tg_table_name = 'fans' and tg_op = 'INSERT' then 'fan.signed_up'
    when tg_table_name = 'fans' and becomes and not was then 'fan.verified'
    when tg_table_name = 'fan_sessions' and tg_op = 'INSERT' then 'fan.signed_in'
  end;
  person uuid := case when tg_table_name = 'fans' then new.id else (to_jsonb(new) ->> 'user_id')::uuid end;
begin
  if happened is not null then
    insert into facts (id, name, subject_id, body, actor, recorded_at)
    values (uuidv7(), happened, person, jsonb_build_object('fanId', person),
      jsonb_build_object('kind', 'fan', 'id', person), now());
  end if;
  return null;
end $$;
create trigger fans_record after insert or update on fans for each row execute function record_fan_fact();
create trigger fan_sessions_record after insert on fan_sessions for each row execute function record_fan_fact();
