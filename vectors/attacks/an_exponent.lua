-- A numeral with an exponent.
-- NUMERAL_INVALID at 3:8
return 1e308 * 10
