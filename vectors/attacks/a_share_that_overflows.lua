-- A quotient of 64 bits.
-- CONTRACT_FAILED
return muldiv(0x7fffffffffffffff, 0x7fffffffffffffff, 1)
