-- A double-entry ledger: what must never happen with money is a constraint here.
-- Amounts are signed minor units: a debit is positive, a credit negative. `normal` tells which side an account grows on.
set lock_timeout = '5s';

create table ledger_accounts (
  tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
  id        uuid not null,
  currency  text not null,
  code      text not null,
  owner     text not null default '',
  normal    smallint not null check (normal in (1, -1)),
  -- Hot accounts that nothing guards keep no balance: every posting would queue for their row.
  tracked   boolean not null,
  floor     bigint,
  frozen    boolean not null default false,
  balance   bigint not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, currency, code, owner),
  unique (tenant_id, id, currency),
  constraint a_balance_never_falls_below_its_floor check (floor is null or normal * balance >= floor),
  constraint a_guarded_account_is_tracked check (tracked or (floor is null and balance = 0)),
  constraint a_currency_is_iso check (currency ~ '^[A-Z]{3}$')
);
select wall('ledger_accounts', 'select, insert');
grant update (frozen) on ledger_accounts to reseat_app;
grant update (balance) on ledger_accounts to reseat_sweep;

create table ledger_postings (
  tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
  id        uuid not null,
  currency  text not null,
  kind      text not null,
  reference text not null,
  order_id  uuid,
  xact      xid8 not null default pg_current_xact_id(),
  posted_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, id, currency),
  constraint a_reference_is_posted_once unique (tenant_id, kind, reference)
);
create index ledger_postings_of_an_order on ledger_postings (tenant_id, order_id, id) where order_id is not null;
select wall('ledger_postings', 'select, insert');

create table ledger_entries (
  tenant_id  uuid not null default current_setting('app.tenant_id')::uuid,
  posting_id uuid not null,
  seq        smallint not null,
  account_id uuid not null,
  currency   text not null,
  amount     bigint not null check (amount <> 0),
  primary key (tenant_id, posting_id, seq),
  foreign key (tenant_id, posting_id, currency) references ledger_postings (tenant_id, id, currency),
  foreign key (tenant_id, account_id, currency) references ledger_accounts (tenant_id, id, currency)
);
create index ledger_entries_of_an_account on ledger_entries (tenant_id, account_id, posting_id);
select wall('ledger_entries', 'select, insert');

-- Balances move only here. A posting is sealed with the transaction that made it; a frozen account moves only by an outcome.
create function move_balance() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  posting public.ledger_postings;
  account public.ledger_accounts;
begin
  select * into posting from public.ledger_postings p where p.tenant_id = new.tenant_id and p.id = new.posting_id;
  if posting.xact is distinct from pg_current_xact_id() then
    raise exception 'posting % is sealed', new.posting_id using errcode = 'restrict_violation';
  end if;
  select * into account from public.ledger_accounts a where a.tenant_id = new.tenant_id and a.id = new.account_id;
  if account.frozen and posting.kind not like 'dispute%' then
    raise exception 'account % is frozen', account.code
      using errcode = 'check_violation', constraint = 'a_frozen_account_does_not_move', table = 'ledger_accounts';
  end if;
  if account.tracked then
    update public.ledger_accounts a set balance = a.balance + new.amount
    where a.tenant_id = new.tenant_id and a.id = new.account_id;
  end if;
  return null;
end $$;
alter function move_balance() owner to reseat_sweep;
revoke all on function move_balance() from public;
create trigger ledger_entries_move after insert on ledger_entries for each row execute function move_balance();

create function posting_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  total numeric;
  entries int;
begin
  select coalesce(sum(amount), 0), count(*) into total, entries
  from public.ledger_entries e where e.tenant_id = new.tenant_id and e.posting_id = new.id;
  if total <> 0 or entries < 2 then
    raise exception 'posting % does not balance: % entries sum to %', new.kind, entries, total
      using errcode = 'check_violation', constraint = 'a_posting_sums_to_zero', table = 'ledger_postings';
  end if;
  return null;
end $$;
alter function posting_balances() owner to reseat_sweep;
revoke all on function posting_balances() from public;
create constraint trigger ledger_postings_balance after insert on ledger_postings
  deferrable initially deferred for each row execute function posting_balances();

create trigger ledger_postings_immutable before update or delete on ledger_postings for each row execute function is_immutable();
create trigger ledger_entries_immutable before update or delete on ledger_entries for each row execute function is_immutable();
create trigger ledger_postings_kept before truncate on ledger_postings execute function is_immutable();
create trigger ledger_entries_kept before truncate on ledger_entries execute function is_immutable();
create trigger ledger_accounts_kept before truncate on ledger_accounts execute function is_immutable();
