MATCH (a)-[r* {x: 1}]->(b) RETURN size(r), [q IN r | type(q)]
