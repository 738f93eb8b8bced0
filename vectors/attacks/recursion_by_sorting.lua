-- A comparison that sorts.
-- CALLS_TOO_DEEP
local t = {2, 1}
local function less() table.sort(t, less) return true end
less()
