-- Price and fee rules of a market. A row is never changed: an event points to its policy of today,
-- listings and orders stay pinned to the one they were made under.
set lock_timeout = '5s';

create table policies (
  tenant_id                    uuid not null default current_setting('app.tenant_id')::uuid,
  id                           uuid not null,
  ceiling_percent              int not null check (ceiling_percent between 1 and 1000),
  buyer_fee_basis_points       int not null check (buyer_fee_basis_points between 0 and 5000),
  seller_fee_basis_points      int not null check (seller_fee_basis_points between 0 and 5000),
  organizer_share_basis_points int not null check (organizer_share_basis_points between 0 and 5000),
  fee_tax_basis_points         int not null check (fee_tax_basis_points between 0 and 5000),
  release_delay_hours          int not null check (release_delay_hours between 0 and 2160),
  created_at                   timestamptz not null,
  primary key (tenant_id, id),
  constraint a_sale_leaves_the_seller_something check (
    seller_fee_basis_points + seller_fee_basis_points * fee_tax_basis_points / 10000 + organizer_share_basis_points < 10000)
);
create trigger policies_immutable before update or delete on policies for each row execute function is_immutable();
select wall('policies', 'select, insert');
