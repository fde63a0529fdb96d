drop function app.refused(text, text), app.took_roster(uuid, int);
