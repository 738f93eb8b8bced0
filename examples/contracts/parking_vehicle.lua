-- A vehicle with a purse of its own: its chip pays the gates that its owner trusts, up to a limit each time, and what it earns comes into the same purse.
--
-- Calls, by their first argument:
--   trust, gate, limit    the owner lets the chip pay this gate so much a call; 0 ends that
--   call, gate, event, n  the chip or the owner calls a gate with an event and n units of the vehicle's money
--   offer, hash, price    the chip offers data of its own, named by their hash
--   buy, hash             with just the price, anybody's: the sale is told as an event, by which the chip sends the data
--   withdraw, n           the owner takes money out
-- Money comes in by plain transfers too.
--
-- What can go wrong: a stolen chip pays trusted gates, each call up to its limit, until the owner trusts them no longer or has withdrawn the money. Whether
-- the chip sends what was bought no contract sees: an order or a sale of data holds the money until delivery, this does not. A gate that keeps the money
-- and the bar down is one that the owner should not have trusted.
local OWNER = "<account of whoever owns it>"
local CHIP = "<account of its chip>"
local GAS = 2000000
local SSP = string.rep("\0", 32)

-- The value of an operation that must be done.
local function must(name, a, b, c)
  local done, value = host(name, a, b, c)
  assert(done, "not done")
  return value
end

local function check(fits, why)
  if not fits then error(why) end
end

local action, caller, paid = must("argument", 1), must("caller"), must("paid")
local first, second, third = must("argument", 2), must("argument", 3), must("argument", 4)
check(paid == 0 or action == "buy", "only what is bought comes with money")

local function only(allowed)
  check(allowed, "not for this caller")
end

if action == "trust" then
  only(caller == OWNER)
  check(#first == 32 and second >= 0, "trust a gate's account up to a limit")
  if second == 0 then must("save", "g" .. first, nil) else must("save", "g" .. first, second) end
elseif action == "call" then
  only(caller == OWNER or caller == CHIP)
  local limit = must("load", "g" .. first)
  check(limit and third >= 0 and third <= limit, "not so much to this gate")
  local done, value = host("call", first, GAS, third, second)
  check(done, "the gate refuses")
  return value
elseif action == "offer" then
  only(caller == CHIP)
  check(#first == 32 and second > 0, "offer a hash for a price")
  must("save", "d" .. first, second)
elseif action == "buy" then
  check(must("load", "d" .. first) == paid, "not the price of anything that is offered")
  must("emit", "bought", first .. caller)
elseif action == "withdraw" then
  only(caller == OWNER)
  must("transfer", SSP, OWNER, first)
else
  error("no such action")
end
