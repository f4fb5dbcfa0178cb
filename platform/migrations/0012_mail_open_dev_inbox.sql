-- The inbox of a development instance shows the mails of all its markets. This names them, newest first, and says
-- nothing of what they hold: each is read within the wall of its own tenant.
set lock_timeout = '5s';

create function dev_inbox(sought_id uuid, sought_slug text, sought_recipient text, batch int)
returns table (tenant_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.tenant_id, m.id from public.mails m join public.tenants t using (tenant_id)
  where m.state = 'sent'
    and (sought_id is null or m.id = sought_id)
    and (sought_slug is null or t.slug = sought_slug)
    and (sought_recipient is null or m.recipient = lower(sought_recipient))
  -- Ids are made in the order of real time; a test market's own clock may be years ahead.
  order by m.id desc limit batch
$$;
alter function dev_inbox(uuid, text, text, int) owner to reseat_sweep;
revoke all on function dev_inbox(uuid, text, text, int) from public;
grant execute on function dev_inbox(uuid, text, text, int) to reseat_app;
