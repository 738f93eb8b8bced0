-- Shifts by the least integer, the greatest, and 64.
-- held
local least, greatest = 0x8000000000000000, 0x7fffffffffffffff
return 1 << least == 0 and 1 >> least == 0 and 1 << greatest == 0 and -1 >> greatest == 0 and 1 << 64 == 0 and -1 >> 63 == 1 and -1 << 63 == least and 'held'
