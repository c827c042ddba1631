MATCH (n:A)-[r:R]->(m) WHERE n.x < 3 RETURN n, r, m.s ORDER BY n.x DESC SKIP 0 LIMIT 5
