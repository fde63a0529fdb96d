-- Names are compared as people hear them, not as a keyboard wrote them: without accents, apostrophes, quotation marks, small or
-- capital letters, with one space for any hyphen, dash or run of spaces. "Sean O’Neil" and "sean  oneil" are one, as are Peña and Pena.
-- It asks for no extension and no dictionary, and gives the same on every supported server, so that indexes and columns may be made
-- of it. What it makes is compared and never shown.
create function app.folded(typed text) returns text language sql immutable parallel safe strict as $$
  select btrim(regexp_replace(replace(replace(replace(replace(translate(
           lower(regexp_replace(normalize(typed, NFKD), '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]', '', 'g')),
           U&'-\2010\2011\2012\2013\2014\2015\2212\00F8\0111\0142\00F0\0127\0131\014B\0167''"`\2018\2019\201A\201B\201C\201D\201E\201F\2032\2033\00AB\00BB\02B9\02BB\02BC\02BD\02BE\02BF\00B4\0060',
           '        odldhint'),
           U&'\00DF', 'ss'), U&'\00E6', 'ae'), U&'\0153', 'oe'), U&'\00FE', 'th'), '[[:space:]\u0085\u2028\u2029]+', ' ', 'g')) $$;
