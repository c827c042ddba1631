MATCH p = ALL SHORTEST TRAIL (a)-[r]-+(b) RETURN size(r), p
