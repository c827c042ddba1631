MATCH (a)-[r]->(b) FOR VALID_TIME AS OF date('2020-01-01') RETURN type(r), valid_at(r, date('2018-01-01')), evidence(r)
