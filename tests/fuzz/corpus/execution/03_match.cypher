MATCH p = ANY SHORTEST (a:A)-[:R]->+(b) RETURN p
