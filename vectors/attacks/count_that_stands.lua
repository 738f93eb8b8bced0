-- A step of 0.
-- CONTRACT_FAILED
for i = 1, 2, 0 do end
