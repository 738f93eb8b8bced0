-- An entry under the greatest integer takes the room of one.
-- held
local t = {}
t[0x7fffffffffffffff], t[0x8000000000000000], t[4611686018427387904], t[-1], t[0] = 1, 2, 3, 4, 5
local count = 0
for key in pairs(t) do count = count + 1 end
for key in ipairs(t) do return key end
return #t == 0 and count == 5 and table.remove(t) == nil and 'held'
