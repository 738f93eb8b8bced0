-- Each answer contradicts the one before.
-- held
local t, turn, sum = {}, false, 0
for i = 1, 50 do t[i] = i end
table.sort(t, function(a, b) turn = not turn return turn end)
for _, value in ipairs(t) do sum = sum + value end
return #t == 50 and sum == 1275 and 'held'
