MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS c } RETURN n.x, c
