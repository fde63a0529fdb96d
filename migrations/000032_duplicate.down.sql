drop trigger lookalikes on intake;
drop function app.unmerge(uuid), app.merge(uuid, text, uuid, uuid, text[], text), app.side_by_side(text, uuid, uuid), app.take(text, uuid, text[], jsonb), app.record_says(text, uuid), app.choices(text), app.following(text), app.binding(text, uuid), app.may_merge(text, uuid, uuid),
  app.find_lookalikes(), app.intake_brings_lookalikes(), app.look_for_lookalikes();
drop table merger, told_apart, lookalike_search, lookalike;
drop function app.told_apart_where(), app.lookalikes_asked(), app.words_but_one(text);
