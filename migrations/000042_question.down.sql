drop function signin.take_question(uuid, text, text);
