create or replace function app.appointable(to_council uuid, of_organization uuid, named text)
returns table (person_id uuid, name text, organization_id uuid, organization text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.id, p.name, o.id, o.name
    from person p join organization o on o.id = p.organization_id
   where to_council = any (array(select council_id from app.roster_edited))
     and (p.organization_id = of_organization or lower(p.name) = lower(named))
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
     and not (o.government and (select c.industry_only from council c where c.id = to_council))
   order by p.name, p.id limit 100
$$;
create or replace function app.resettable(in_council uuid, named text) returns table (person_id uuid, name text, organization text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct p.id, p.name, o.name
    from app.who w join appointment a on a.council_id = in_council and a.since <= app.now() and (a.until is null or a.until > app.now())
    join person p on p.id = a.person_id and p.id <> w.person_id and p.enrolled is not null
    join organization o on o.id = p.organization_id
   where app.vouches(w.person_id, in_council) and strpos(lower(p.name), lower(named)) > 0
     and not exists (select from held h join capability c on c.slug = h.capability
                      where h.person_id = p.id and c.class = 'structure' and h.since <= app.now() and h.until > app.now())
   order by p.name, p.id limit 20
$$;
create index person_words on person using gin (name gin_trgm_ops);
create index organization_words on organization using gin (name gin_trgm_ops);
create index directory_entry_words on directory_entry using gin (name gin_trgm_ops);
alter table council drop column folded;
alter table directory_entry drop column folded;
alter table facility drop column folded;
alter table organization drop column folded;
alter table person drop column folded;
