-- A power would be a fraction's.
-- FEATURE_EXCLUDED at 3:10
return 2 ^ 1024
