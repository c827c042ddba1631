FOREACH (x IN [1, 2] | CREATE (:D {x: x})-[:T]->(:D)) WITH 1 AS one MATCH (n:D) RETURN n
