-- The greatest product, divided back.
-- held
local greatest = 0x7fffffffffffffff
return muldiv(greatest, greatest, greatest) == greatest and muldiv(greatest, 0, 1) == 0 and muldiv(greatest, 2, 4) == greatest // 2 and 'held'
