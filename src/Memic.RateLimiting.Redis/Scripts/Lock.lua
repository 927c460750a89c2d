-- Takes a lock for so many milliseconds, or makes one of the same holder last so much longer. If another holds it: who.
local held = redis.call('GET', KEYS[1])
if held and held ~= '' and held ~= ARGV[1] then return held end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false
