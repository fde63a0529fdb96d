update proposal set term = term - interval '1 day' where confirmed is null and refused is null and term > now() + interval '1 day' and extract(epoch from term) % 900 = 0;
update council set until = until - interval '1 day' where until > now() + interval '1 day' and until < 'infinity' and extract(epoch from until) % 900 = 0;
update territory set until = until - interval '1 day'
 where until > now() + interval '1 day' and until < 'infinity' and extract(epoch from until) % 900 = 0
   and until < coalesce(app.serves_until(person_id, office_id, since), 'infinity');
update appointment set until = until - interval '1 day'
 where until > now() + interval '1 day' and until < 'infinity' and ended_because = '' and extract(epoch from until) % 900 = 0;
