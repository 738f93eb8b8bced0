-- Nor has it a remainder.
-- CONTRACT_FAILED
return 1 % 0
