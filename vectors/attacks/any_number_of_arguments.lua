-- Arguments without a number.
-- FEATURE_EXCLUDED at 3:18
local function f(...) return ... end
