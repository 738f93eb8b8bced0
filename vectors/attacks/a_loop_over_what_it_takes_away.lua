-- What was taken away has no turn.
-- held
local t, turns = {1, 2, 3, x = 4, y = 5}, 0
for key in pairs(t) do
  turns = turns + 1
  for other in pairs(t) do if other ~= key then t[other] = nil end end
end
return turns == 1 and 'held'
