MATCH (a)-->(b)-->(c)-->(a), (a)--(d) RETURN DISTINCT a.x, b.x, c.x
