-- Functions that nobody keeps.
-- MEMORY_EXHAUSTED
while true do local f = function() end end
