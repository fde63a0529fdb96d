update proposal set term = term - interval '1 day' where term > now() + interval '1 day' and extract(epoch from term) % 900 = 0;
update council set until = until - interval '1 day' where until > now() + interval '1 day' and until < 'infinity' and extract(epoch from until) % 900 = 0;
update territory set until = until - interval '1 day'
 where until > now() + interval '1 day' and until < 'infinity' and extract(epoch from until) % 900 = 0
   and until < app.serves_until(person_id, office_id, since);
update appointment set until = until - interval '1 day'
 where until > now() + interval '1 day' and until < 'infinity' and ended_because = '' and extract(epoch from until) % 900 = 0;
