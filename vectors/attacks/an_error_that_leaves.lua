-- A function that was raised and not caught goes nowhere.
-- CONTRACT_FAILED
error(function() return 1 end)
