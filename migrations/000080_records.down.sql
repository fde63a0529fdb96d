drop function app.took_records(text, int, text);
