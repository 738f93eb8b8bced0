-- A comparison that loops without end.
-- GAS_EXHAUSTED
local t = {2, 1}
table.sort(t, function() while true do end end)
