MATCH p = shortestPath((a {x: 1})-[*..5]-(b {x: 3})) RETURN [n IN nodes(p) | n.x]
