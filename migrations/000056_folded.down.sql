drop function app.folded(text);
