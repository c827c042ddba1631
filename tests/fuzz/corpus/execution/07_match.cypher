MATCH (n) WHERE EXISTS { (n)-[:R]->(m:B) WHERE m.x = 2 } AND COUNT { (n)--() } > 1 RETURN n
