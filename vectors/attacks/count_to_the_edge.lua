-- Counts that end at the greatest and the least integer, and do not begin again.
-- held
local turns = 0
for i = 0x7ffffffffffffffe, 0x7fffffffffffffff do turns = turns + 1 end
for i = 0x8000000000000001, 0x8000000000000000, -1 do turns = turns + 1 end
for i = 1, 0x7fffffffffffffff, 0x7fffffffffffffff do turns = turns + 1 end
for i = -1, 0x8000000000000000, 0x8000000000000000 do turns = turns + 1 end
return turns == 6 and 'held'
