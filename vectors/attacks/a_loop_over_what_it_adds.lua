-- A loop over all entries takes those that were there when it began.
-- held
local t, turns = {a = 1, b = 2}, 0
for key in pairs(t) do
  turns = turns + 1
  t[turns], t['k' .. turns] = 1, 1
end
return turns == 2 and 'held'
