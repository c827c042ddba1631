MATCH (n) LET y = n.x + 1 FILTER y > 2 FOR z IN [1, y] RETURN n {.x, y: y}, z
