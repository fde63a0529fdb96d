delete from council_kind_term where kind = 'public';
delete from nesting where inner_id = '00000000-0000-0000-0000-0000000000c1';
delete from circle where kind = 'public';
delete from council where slug = 'public';
delete from office_may;
delete from capability;
delete from office;
delete from council_kind;
