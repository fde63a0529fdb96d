-- Kinds of councils, their offices, and what each office may do. Written by hand and reviewed like code; README prints it.

insert into council_kind (slug, name, plural, side, roster_by, public_face, base_circle, has_seats, since) values
  ('scc',            'Sector Coordinating Council',     'Sector Coordinating Councils',     'industry',       'council', true,  'council',   true,  '-infinity'),
  ('gcc',            'Government Coordinating Council', 'Government Coordinating Councils', 'government',     'council', true,  'council',   true,  '-infinity'),
  ('subcouncil',     'Subcouncil',                      'Subcouncils',                      'mixed',          'council', true,  'council',   true,  '-infinity'),
  ('cross_sector',   'Cross-sector council',            'Cross-sector councils',            'mixed',          'council', true,  'council',   true,  '-infinity'),
  ('advisory',       'Advisory body',                   'Advisory bodies',                  'mixed',          'council', true,  'council',   true,  '-infinity'),
  ('collaborative',  'Collaborative',                   'Collaboratives',                   'mixed',          'council', true,  'council',   true,  '-infinity'),
  ('working_group',  'Working group',                   'Working groups',                   'mixed',          'council', true,  'council',   true,  '-infinity'),
  ('regional',       'Regional coordinating council',   'Regional coordinating councils',   'mixed',          'council', true,  'council',   true,  '-infinity'),
  ('state_council',  'State and local council',         'State and local councils',         'mixed',          'council', true,  'council',   true,  '-infinity'),
  ('isac',           'Information sharing and analysis center', 'Information sharing and analysis centers', 'industry', 'council', true, 'council', true, '-infinity'),
  ('isac_umbrella',  'Council of ISACs',                'Councils of ISACs',                'industry',       'council', true,  'council',   true,  '-infinity'),
  ('isao_standards', 'ISAO standards body',             'ISAO standards bodies',            'industry',       'council', true,  'council',   true,  '-infinity'),
  ('joint_room',     'Joint room',                      'Joint rooms',                      'mixed',          'council', false, 'council',   true,  '-infinity'),
  ('community',      'Sector community',                'Sector communities',               'mixed',          'council', false, 'community', false, '-infinity'),
  ('watch',          'Watch',                           'Watches',                          'government',     'staff',   false, 'council',   false, '-infinity'),
  ('region',         'Regional office',                 'Regional offices',                 'government',     'staff',   false, 'council',   false, '-infinity'),
  ('administration', 'Administration',                  'Administrations',                  'administration', 'staff',   false, 'council',   false, '-infinity'),
  ('public',         'The public',                      'The public',                       'public',         'nobody',  false, 'public',    false, '-infinity');

insert into office (slug, name, needs_seat, rank) values
  ('chair', 'Chair', false, 1), ('vice-chair', 'Vice chair', false, 2), ('secretary', 'Secretariat', false, 3),
  ('representative', 'Representative', true, 4), ('alternate', 'Alternate', true, 5), ('liaison', 'Sector liaison', false, 6),
  ('adviser', 'Adviser', false, 7), ('observer', 'Observer', false, 8), ('member', 'Community member', false, 9),
  ('director', 'Regional director', false, 10), ('psa', 'Protective Security Advisor', false, 11),
  ('csa', 'Cybersecurity Advisor', false, 12), ('watch-officer', 'Watch officer', false, 13), ('administrator', 'Portal administrator', false, 14);

insert into capability (slug, class, means) values
  ('item.read',         'content',   'Read what is addressed to the circle'),
  ('update.post',       'content',   'Post updates in the council and address them to its circles'),
  ('reply.post',        'content',   'Reply to what one may read'),
  ('item.address',      'content',   'Address the circle without reading there'),
  ('item.withdraw',     'content',   'Withdraw what the council released'),
  ('roster.read',       'content',   'See who sits in the council'),
  ('roster.edit',       'content',   'Edit seats and appointments of the council'),
  ('charter.edit',      'content',   'Edit purpose, records terms and next meeting'),
  ('audit.read',        'content',   'Read the record of acts in the council'),
  ('attendance.read',   'content',   'See who opened what was addressed to named people'),
  ('directory.browse',  'directory', 'Browse every council''s people by name, office and organization'),
  ('sector.edit',       'structure', 'Edit sectors and their lineage'),
  ('council.record',    'structure', 'Record councils and hand their workspaces over'),
  ('organization.edit', 'structure', 'Edit organizations'),
  ('person.add',        'structure', 'Add, invite and suspend people'),
  ('fact.confirm',      'structure', 'Confirm reference facts'),
  ('factor.reset',      'structure', 'Reset a second factor, with a second member of staff');

-- Councils with seats: officers run them, seats speak and read, observers and advisers read and reply.
insert into office_may (kind, office, capability, reach, class)
select k.slug, m.office, m.capability, m.reach, c.class
  from council_kind k
 cross join (values
  ('chair', 'item.read', 'council'), ('chair', 'item.read', 'person'), ('chair', 'update.post', 'council'), ('chair', 'reply.post', 'council'),
  ('chair', 'item.address', 'counterpart'), ('chair', 'item.address', 'public'), ('chair', 'item.withdraw', 'own'), ('chair', 'roster.read', 'rooms'),
  ('chair', 'roster.read', 'counterpart'), ('chair', 'roster.edit', 'own'), ('chair', 'charter.edit', 'own'), ('chair', 'audit.read', 'own'), ('chair', 'attendance.read', 'own'),
  ('vice-chair', 'item.read', 'council'), ('vice-chair', 'item.read', 'person'), ('vice-chair', 'update.post', 'council'), ('vice-chair', 'reply.post', 'council'),
  ('vice-chair', 'item.address', 'counterpart'), ('vice-chair', 'item.withdraw', 'own'), ('vice-chair', 'roster.read', 'rooms'),
  ('vice-chair', 'roster.read', 'counterpart'), ('vice-chair', 'audit.read', 'own'),
  ('secretary', 'item.read', 'council'), ('secretary', 'item.read', 'person'), ('secretary', 'update.post', 'council'), ('secretary', 'reply.post', 'council'),
  ('secretary', 'item.address', 'counterpart'), ('secretary', 'item.address', 'public'), ('secretary', 'item.withdraw', 'own'), ('secretary', 'roster.read', 'rooms'),
  ('secretary', 'roster.read', 'counterpart'), ('secretary', 'roster.edit', 'own'), ('secretary', 'charter.edit', 'own'),
  ('representative', 'item.read', 'council'), ('representative', 'item.read', 'seated'), ('representative', 'item.read', 'person'), ('representative', 'update.post', 'council'),
  ('representative', 'reply.post', 'council'), ('representative', 'item.address', 'counterpart'), ('representative', 'roster.read', 'rooms'), ('representative', 'roster.read', 'counterpart'),
  ('alternate', 'item.read', 'council'), ('alternate', 'item.read', 'seated'), ('alternate', 'item.read', 'person'), ('alternate', 'update.post', 'council'),
  ('alternate', 'reply.post', 'council'), ('alternate', 'item.address', 'counterpart'), ('alternate', 'roster.read', 'rooms'), ('alternate', 'roster.read', 'counterpart'),
  ('adviser', 'item.read', 'council'), ('adviser', 'item.read', 'person'), ('adviser', 'reply.post', 'council'), ('adviser', 'roster.read', 'own'),
  ('observer', 'item.read', 'council'), ('observer', 'item.read', 'person'), ('observer', 'reply.post', 'council'), ('observer', 'roster.read', 'own')
 ) m (office, capability, reach)
  join capability c on c.slug = m.capability
 where k.base_circle = 'council' and k.has_seats and k.slug <> 'joint_room';

-- A sector liaison of CISA sits in GCCs and joint rooms, and reads and speaks there; she holds no seat.
insert into office_may (kind, office, capability, reach, class)
select k.slug, 'liaison', m.capability, m.reach, 'content'
  from (values ('gcc'), ('joint_room')) k (slug)
 cross join (values ('item.read', 'council'), ('item.read', 'person'), ('update.post', 'council'), ('reply.post', 'council'), ('roster.read', 'rooms')) m (capability, reach);

-- The bodies that CISA runs, and a sector's community. All read only what is addressed to them.
insert into office_may (kind, office, capability, reach, class)
select m.kind, m.office, m.capability, m.reach, c.class
  from (values
  ('community', 'member', 'item.read', 'council'), ('community', 'member', 'item.read', 'person'), ('community', 'member', 'reply.post', 'council'),
  ('community', 'secretary', 'item.read', 'council'), ('community', 'secretary', 'item.read', 'person'), ('community', 'secretary', 'update.post', 'council'),
  ('community', 'secretary', 'reply.post', 'council'), ('community', 'secretary', 'item.withdraw', 'own'), ('community', 'secretary', 'roster.read', 'own'),
  ('community', 'secretary', 'roster.edit', 'own'), ('community', 'secretary', 'charter.edit', 'own'),
  ('watch', 'watch-officer', 'item.read', 'council'), ('watch', 'watch-officer', 'item.read', 'person'), ('watch', 'watch-officer', 'update.post', 'council'),
  ('watch', 'watch-officer', 'reply.post', 'council'), ('watch', 'watch-officer', 'roster.read', 'own'), ('watch', 'watch-officer', 'directory.browse', 'own'),
  ('region', 'director', 'item.read', 'council'), ('region', 'director', 'item.read', 'person'), ('region', 'director', 'update.post', 'council'),
  ('region', 'director', 'reply.post', 'council'), ('region', 'director', 'item.withdraw', 'own'), ('region', 'director', 'roster.read', 'own'), ('region', 'director', 'directory.browse', 'own'),
  ('region', 'psa', 'item.read', 'council'), ('region', 'psa', 'item.read', 'person'), ('region', 'psa', 'update.post', 'council'),
  ('region', 'psa', 'reply.post', 'council'), ('region', 'psa', 'roster.read', 'own'), ('region', 'psa', 'directory.browse', 'own'),
  ('region', 'csa', 'item.read', 'council'), ('region', 'csa', 'item.read', 'person'), ('region', 'csa', 'update.post', 'council'),
  ('region', 'csa', 'reply.post', 'council'), ('region', 'csa', 'roster.read', 'own'), ('region', 'csa', 'directory.browse', 'own'),
  ('administration', 'administrator', 'sector.edit', 'own'), ('administration', 'administrator', 'council.record', 'own'),
  ('administration', 'administrator', 'organization.edit', 'own'), ('administration', 'administrator', 'person.add', 'own'),
  ('administration', 'administrator', 'fact.confirm', 'own'), ('administration', 'administrator', 'factor.reset', 'own'),
  ('administration', 'administrator', 'directory.browse', 'own')
 ) m (kind, office, capability, reach)
  join capability c on c.slug = m.capability;

-- The public is a council of its own: one circle, held by everybody, signed in or not.
insert into council (id, slug, name, short_name) values ('00000000-0000-0000-0000-0000000000c0', 'public', 'The public', 'Public');
insert into circle (id, kind, council_id) values ('00000000-0000-0000-0000-0000000000c1', 'public', '00000000-0000-0000-0000-0000000000c0');
insert into council_kind_term (council_id, kind) values ('00000000-0000-0000-0000-0000000000c0', 'public');
