-- Keys come in an order that no hash decides.
-- held
local t, order = {}, ''
for _, key in ipairs({'zebra', 'ant', 'bee', '', 'a', 'b'}) do t[key] = 1 end
t[3], t[-1], t[true], t[false] = 1, 1, 1, 1
for key in pairs(t) do order = order .. tostring(key) .. ' ' end
return order == '-1 3  a ant b bee zebra false true ' and 'held'
