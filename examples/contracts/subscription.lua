-- A subscription: who subscribes pays some periods beforehand, the provider gets each period when it begins, and who cancels has those back that have not.
--
-- Calls, by their first argument:
--   subscribe           with money for one period or more, up to 1,000 in all: begins now, or adds to what runs
--   collect, account    anybody has what a subscriber owes by now paid to the provider
--   cancel              the caller's own: the period that has begun is the provider's, the others' money comes back
--   until, account      tells the first slot that is not paid, and nil where there is no subscription
--
-- What can go wrong: what a period is worth no contract sees: a provider that gives nothing keeps the period that has begun, and no more. The price stands in
-- the program for good: another price is another contract. A subscription that has run out is settled when it is collected, cancelled or begun anew.
local PROVIDER = "<account of whoever provides>"
local PRICE = 500
local PERIOD = 1000
local MOST = 1000
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

local action, caller, paid, slot = must("argument", 1), must("caller"), must("paid"), must("slot")
check(paid == 0 or action == "subscribe", "only a subscriber pays")

-- Where a subscription began, how many periods it has, and for how many the provider was paid.
local function read(who)
  return must("load", "s" .. who), must("load", "n" .. who) or 0, must("load", "c" .. who) or 0
end

local function write(who, start, periods, collected)
  must("save", "s" .. who, start)
  must("save", "n" .. who, periods)
  must("save", "c" .. who, collected)
end

-- Pay the provider for the periods that have begun, and say how many those are.
local function settle(who)
  local start, periods, collected = read(who)
  if not start then return 0 end
  local begun = math.min(periods, (slot - start) // PERIOD + 1)
  if begun > collected then
    must("transfer", SSP, PROVIDER, (begun - collected) * PRICE)
    must("save", "c" .. who, begun)
  end
  return begun
end

if action == "subscribe" then
  check(paid >= PRICE and paid % PRICE == 0, "whole periods, and one at least")
  local start, periods = read(caller)
  local begun = settle(caller)
  if not start or slot >= start + periods * PERIOD then
    start, periods, begun = slot, 0, 0
  end
  periods = periods + paid // PRICE
  check(periods <= MOST, "too many periods")
  write(caller, start, periods, begun)
  settle(caller)
elseif action == "collect" then
  settle(must("argument", 2))
elseif action == "cancel" then
  local start, periods = read(caller)
  check(start, "no subscription")
  local left = periods - settle(caller)
  write(caller, nil, nil, nil)
  if left > 0 then must("transfer", SSP, caller, left * PRICE) end
elseif action == "until" then
  local start, periods = read(must("argument", 2))
  return start and start + periods * PERIOD
else
  error("no such action")
end
