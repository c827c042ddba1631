MERGE (n:A {x: 7}) ON CREATE SET n.s = 'new' ON MATCH SET n.s = 'old' RETURN n.s
