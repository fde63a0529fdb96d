-- A last day is inclusive: what ends on December 1 holds through the whole of it, and its end is the first moment of December 2 where the
-- portal stands. Forms wrote the first moment of the last day itself, and pages called that moment "to December 1". What was meant by a row
-- so written is therefore a day more than it holds: each that is still to end gets it. What has ended stays as it was held; it is shown with
-- the day that really was its last. An end that no form wrote (a hand-over, an office that lapses, a term that staff ended at once) lies at no
-- quarter of an hour or says why it ended, and is right as it is. Of columns of days the forms asked for the first day on which it is over,
-- which is what they hold now too.
update appointment set until = until + interval '1 day'
 where until > now() and until < 'infinity' and ended_because = '' and extract(epoch from until) % 900 = 0;
update territory set until = until + interval '1 day'
 where until > now() and until < 'infinity' and extract(epoch from until) % 900 = 0
   and until < coalesce(app.serves_until(person_id, office_id, since), 'infinity');
update council set until = until + interval '1 day' where until > now() and until < 'infinity' and extract(epoch from until) % 900 = 0;
update proposal set term = term + interval '1 day' where confirmed is null and refused is null and term > now() and extract(epoch from term) % 900 = 0;
