-- How the category stands: permits taken, those of this member, and the milliseconds until there is one; -1 if unknown.
local limit = tonumber(ARGV[6])

show()
clean()
local after = 0
if limit > 0 then after = freeAfter(limit) end
if after >= 0 then after = math.max(after, blockedFor()) end
return { currentLife, used(), usedByMember()[member] or 0, after }
