UNWIND range(1, 10) AS x WITH x, x % 3 AS g RETURN g, sum(x), collect(DISTINCT x), avg(x), percentileCont(x, 0.5) ORDER BY g
