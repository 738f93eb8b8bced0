-- Each is less than the other: sorting ends all the same.
-- held
local t, asked = {}, 0
for i = 1, 64 do t[i] = i end
table.sort(t, function(a, b) asked = asked + 1 return true end)
return #t == 64 and asked <= 384 and 'held'
