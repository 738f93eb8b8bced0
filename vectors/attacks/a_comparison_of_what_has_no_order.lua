-- Tables have no order.
-- CONTRACT_FAILED
local t = {{}, {}}
table.sort(t)
