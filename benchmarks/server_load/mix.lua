-- wrk script: mixed requests as a search box makes them: 7 of 10 searches, one of them with facets; 2 suggestions;
-- 1 look-up of entities. Usage: wrk -t1 -c8 -d60 --latency -s benchmarks/server_load/mix.lua http://127.0.0.1:8080
local words = {"satellite launch","oil prices","court ruling","climate","election results","software update","bank profit","football season","hurricane damage","stock market","mars rover","trade talks","wheat exports","rust compiler","openSUSE release","senate vote","earthquake","airline merger","vaccine trial","film festival"}
local n = 0
request = function()
  n = n + 1
  local q = words[(n * 7 % #words) + 1]:gsub(" ", "+")
  local r = n % 10
  if r < 6 then return wrk.format("GET", "/v1/search?q=" .. q) end
  if r < 8 then return wrk.format("GET", "/v1/suggest?q=" .. q:sub(1, 4)) end
  if r < 9 then return wrk.format("GET", "/v1/search?q=" .. q .. "&facets=sources&limit=10") end
  return wrk.format("GET", "/v1/entities?prefix=" .. q:sub(1, 3) .. "&limit=5")
end
