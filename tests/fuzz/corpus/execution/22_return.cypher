RETURN CASE 1 WHEN 1 THEN 'a' ELSE 'b' END, 7 / 2, 7 % 4, 2 ^ 3, 1 / 0.0, [1, 2, 3][1..], coalesce(null, 1), 'a' + 1, 1 IN [1, null]
