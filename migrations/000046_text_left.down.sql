drop function app.withdrawal_letter(uuid, uuid), app.told_of_withdrawal(uuid), app.text_left_to(uuid), app.text_stayed(uuid, uuid), app.text_leaves(uuid, uuid);
drop table text_left;
