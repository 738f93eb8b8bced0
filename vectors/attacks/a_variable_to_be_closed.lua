-- Code that runs when a variable ends.
-- FEATURE_EXCLUDED at 3:9
local x <close> = {}
