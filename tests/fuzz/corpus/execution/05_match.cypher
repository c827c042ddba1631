MATCH ((a)-[r:R]->(b) WHERE r.x > 0){1,2} (c) RETURN a, r, b, c
