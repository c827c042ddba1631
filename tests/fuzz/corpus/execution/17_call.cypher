CALL algo.pagerank({types: ['R']}) YIELD node, score RETURN node.x, round(score, 2)
