MATCH (a {x: 1}), (b {x: 3}) CALL algo.shortestPath(a, b, {weight: 'x'}) YIELD path, cost RETURN path, cost
