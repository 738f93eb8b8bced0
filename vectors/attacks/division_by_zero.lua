-- Nothing is divided by 0.
-- CONTRACT_FAILED
return 1 // 0
