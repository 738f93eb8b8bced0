-- A break out of the inner loop alone.
-- GAS_EXHAUSTED
while true do while true do break end end
