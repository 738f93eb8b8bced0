-- A loop without a body.
-- GAS_EXHAUSTED
while true do end
