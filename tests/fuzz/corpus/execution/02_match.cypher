MATCH p = (a)-[*1..3]-(b) RETURN length(p), nodes(p), relationships(p)
