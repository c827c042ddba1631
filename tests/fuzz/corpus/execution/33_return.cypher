RETURN [(a)-[r:R]->(b) WHERE b.x > 1 | b.x], COLLECT { MATCH (n) RETURN n.x ORDER BY n.x }, exists((:A)-->(:B))
