-- The least integer divided by -1 is itself.
-- held
local least = 0x8000000000000000
return least // -1 == least and least % -1 == 0 and -least == least and least * -1 == least and least - 1 == 0x7fffffffffffffff and 'held'
