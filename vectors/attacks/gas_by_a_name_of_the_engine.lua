-- A variable with the name of the engine's counter buys no gas.
-- GAS_EXHAUSTED
local G, M = 9223372036854775807, 9223372036854775807
while true do G = 9223372036854775807 end
