RETURN reduce(s = 0, x IN [1, 2] | s + x), [x IN range(0, 5) WHERE x % 2 = 0 | x * x], all(x IN [] WHERE x), {a: [1, {b: 2}]}.a[1].b
