create or replace view app.audit_line as
  select l.id, l.at, l.act, l.verb, l.object, l.changed, l.label, l.council_id, l.item_id, l.person_id, l.subject_id,
         -- Names are for those who know the person from elsewhere; others are left with the office.
         case when (select true from app.acquaintance q where q.person_id = l.person_id limit 1) then p.name else '' end as person,
         coalesce(f.name, '') as office,
         case when (select true from app.acquaintance q where q.person_id = l.subject_id limit 1) then s.name else '' end as subject, coalesce(i.kind, '') as item_kind,
         coalesce(c.short_name, '') as council, coalesce(c.slug, '') as council_slug,
         coalesce(e.name, g.name, af.name, '') as thing, -- a sector, an organization, the office somebody was appointed to
         case when 'withdrawn_because' = any (l.changed) then i.withdrawn_because when 'until' = any (l.changed) then a.ended_because else l.reason end as because
    from audit l
    left join person p on p.id = l.person_id
    left join appointment t on t.id = l.appointment_id
    left join office f on f.slug = t.office
    left join person s on s.id = l.subject_id
    left join item i on i.id = l.item_id
    left join council c on c.id = l.council_id
    left join appointment a on a.id = case when l.object in ('appointment', 'hand_over') then nullif(l.object_id, '')::uuid end
    left join office af on af.slug = a.office
    left join seat z on z.id = case when l.object = 'seat' then nullif(l.object_id, '')::uuid end
    left join sector e on e.slug = case when l.object = 'sector' then l.object_id end
    left join organization g on g.id = case when l.object in ('organization', 'organization_sector') then nullif(l.object_id, '')::uuid else z.organization_id end
   where l.act is not null;

drop trigger told on break_glass;
drop function app.told_of_glass_asked(uuid), app.glass_is_asked();
