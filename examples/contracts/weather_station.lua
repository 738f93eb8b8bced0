-- Weather stations that are paid for the samples that they sign: each epoch has a reward, and a station's share of it is its part of the samples.
--
-- Calls, by their first argument:
--   station, key, payee             the operator lets a station in, by its public key (an encoded COSE_Key), and says who is paid for it
--   sample, key, value, signature   anybody brings a sample: an integer that the station has signed, in the period in which it has measured it
--   claim, key, epoch               anybody has a station's share of an epoch that is over paid to its payee, once
--   fund                            with money: what rewards are paid from
-- A station signs: "sample", the contract's account, the number of the period in decimal, a colon, and the value in decimal. `signature` has 64 bytes.
--
-- What can go wrong: a signature says who has measured, and not that it is true: the operator lets in stations whose chips it trusts, and compares them. Two
-- stations of one owner earn twice; so the operator lets in each place once. Where there is less money than shares, a claim waits until there is more.
-- What rounding leaves, and an epoch without samples, stays here for later ones.
local OPERATOR = "<account of whoever runs it>"
local REWARD = 1000000
local PERIOD = 10
local EPOCH = 1000
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

-- The key of a station's number of samples in an epoch: both would be too long for one.
local function counter(station, epoch)
  return must("hash", station .. tostring(epoch))
end

local action, caller = must("argument", 1), must("caller")
check(must("paid") == 0 or action == "fund", "only funding comes with money")

if action == "station" then
  local key, payee = must("argument", 2), must("argument", 3)
  check(caller == OPERATOR, "only the operator lets stations in")
  check(#payee == 32, "a payee is an account")
  must("save", "p" .. must("hash", key), payee)
elseif action == "sample" then
  local key, value, signature = must("argument", 2), must("argument", 3), must("argument", 4)
  local station, slot = must("hash", key), must("slot")
  local period, epoch = slot // PERIOD, slot // EPOCH
  check(must("load", "p" .. station), "no station of ours")
  check(period > (must("load", "l" .. station) or -1), "this period has a sample of it")
  check(must("signed", key, "sample" .. must("contract") .. tostring(period) .. ":" .. tostring(value), signature), "not signed so")
  must("save", "l" .. station, period)
  local own, all = counter(station, epoch), "t" .. tostring(epoch)
  must("save", own, (must("load", own) or 0) + 1)
  must("save", all, (must("load", all) or 0) + 1)
  must("emit", "sample", station .. tostring(value))
elseif action == "claim" then
  local station, epoch = must("hash", must("argument", 2)), must("argument", 3)
  local own = counter(station, epoch)
  check(epoch < must("slot") // EPOCH, "this epoch is not over")
  local samples = must("load", own)
  check(samples, "no samples, or paid already")
  local share = muldiv(REWARD, samples, must("load", "t" .. tostring(epoch)))
  must("save", own, nil)
  must("transfer", SSP, must("load", "p" .. station), share)
  return share
elseif action ~= "fund" then
  error("no such action")
end
