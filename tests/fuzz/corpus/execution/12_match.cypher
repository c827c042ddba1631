MATCH (n {x: 1})-[r]-() DELETE r REMOVE n:A, n.x SET n:D, n.y = [1, 2] RETURN n
