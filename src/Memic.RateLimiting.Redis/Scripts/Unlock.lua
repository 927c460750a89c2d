-- Gives a lock back, if it is this holder's. The right to set is enough, as for all else.
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], '', 'PX', 1) end
return false
