-- A gate lets one car in at a time, and out again when it has paid.
local machine = {
  states = {"open", "parked", "paid"},
  events = {"price", "enter", "pay", "leave"},
  resources = {fee = 10, paid = 0, cars = 0},
  moves = {
    {from = "open", event = "price", to = "open", changes = {"fee"}},
    {from = "open", event = "enter", to = "parked", changes = {"paid", "cars"}},
    {from = "parked", event = "pay", to = "paid", when = {"paid", ">=", "fee"}, changes = {"paid"}},
    {from = "parked", event = "pay", to = "parked", changes = {"paid"}},
    {from = "paid", event = "leave", to = "open"},
  },
}

local function resource(name)
  local _, amount = host("resource", name)
  return amount
end

local _, event = host("event")
if event == "price" then
  host("put", "fee", resource("fee") + 2)
elseif event == "enter" then
  host("put", "paid", 0)
  host("put", "cars", resource("cars") + 1)
elseif event == "pay" then
  host("put", "paid", resource("paid") + 6)
end
