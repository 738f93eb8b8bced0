-- string.find seeks what it is given, as it is.
-- held
local s = string.rep('a', 2000)
local nested = string.rep('a*', 50) .. 'b'
return string.find(s, nested) == nil and string.find('(a*)*b', '(a*)*b') == 1 and string.find('%f[x]', '%f[') == 1 and 'held'
