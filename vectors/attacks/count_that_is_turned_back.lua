-- A loop whose variable is set back in every turn.
-- held
local turns = 0
for i = 1, 10 do
  turns = turns + 1
  i = 1
end
return turns == 10 and 'held'
