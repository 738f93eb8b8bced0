-- Decimal texts just inside and just outside of 64 bits.
-- held
return math.tointeger('9223372036854775807') == 0x7fffffffffffffff and math.tointeger('-9223372036854775808') == 0x8000000000000000
  and not math.tointeger('9223372036854775808') and not math.tointeger('-9223372036854775809') and not math.tointeger('1e3')
  and not math.tointeger('0x10') and not math.tointeger(' 1') and not math.tointeger('') and not math.tointeger('-')
  and not math.tointeger(string.rep('9', 5000)) and 'held'
