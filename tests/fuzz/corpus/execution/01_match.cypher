MATCH (n) OPTIONAL MATCH (n)-[r:S]->(m) WITH n, count(r) AS c WHERE c > 0 RETURN n.x, c
