// Values of every kind, some absent; texts that need care.
CREATE (a:Person:Player {name: 'Ødegaard "Ø" \'q\'', born: 1998, height: 1.78, injured: false, day: date('1998-12-17'),
  mixed: 7, words: ['a', 'b;c'], at: datetime('2020-01-30T10:15:00+01:00')})
CREATE (b:Club {name: 'two
lines שלום 🏴', injured: true, mixed: 'seven'})
CREATE (c {height: 2.0})
CREATE (a)-[:`loaned-to` {from: date('2019-08-30'), fee: 9007199254740993}]->(b)
CREATE (c)-[:KNOWS]->(c);
