CALL db.labels() YIELD label WHERE label <> 'A' RETURN label
