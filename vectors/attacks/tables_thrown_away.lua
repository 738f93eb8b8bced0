-- Tables that nobody keeps: memory never comes back.
-- MEMORY_EXHAUSTED
while true do local t = {} end
