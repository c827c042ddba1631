MATCH (a:A), (b:B) MERGE (a)-[r:T]->(b) SET r += {x: a.x} RETURN count(r)
