"""How many are on no list: engines, what to hold against them, and when not to say."""
