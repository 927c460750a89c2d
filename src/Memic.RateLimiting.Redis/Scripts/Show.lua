-- Shows that a member is there: its requests in flight are no dead machine's. Then how many members there are.
show()
keep()
return { currentLife, countMembers() }
