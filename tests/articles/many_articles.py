#!/usr/bin/env python3
"""Writes as many articles as asked for, for measuring loads.

    many_articles.py RONDO ARTICLES.jsonl COUNT > many.jsonl

The given articles come again and again, each time with other ids, and with people and clubs
exchanged among themselves, so that every copy tells other facts about the same names. RONDO is
asked for the names once. The same arguments give the same bytes.
"""

import json
import random
import re
import subprocess
import sys

WORD = re.compile(r"\w+")


def names_in(rondo, articles):
    """Full names of people and of clubs that the articles' facts are about, in order of name."""
    output = subprocess.run([rondo, "extract", articles, "--format", "json"],
                            check=True, capture_output=True, text=True).stdout
    people, clubs = set(), set()
    for line in output.splitlines():
        for entity in json.loads(line).get("entities", []):
            if entity["type"] == "club":
                clubs.add(entity["name"])
            elif entity["type"] in ("player", "manager", "official", "journalist"):
                if " " in entity["name"]:
                    people.add(entity["name"])
    return sorted(people), sorted(clubs)


def exchange(names, generator):
    shuffled = names[:]
    generator.shuffle(shuffled)
    return dict(zip(names, shuffled))


def surnames(exchanged):
    """What a person's last name becomes; the first of several who share one decides."""
    table = {}
    for old, new in exchanged.items():
        table.setdefault(old.rsplit(" ", 1)[1], new.rsplit(" ", 1)[1])
    return table


def longest_first(table):
    """The names of the table by their first words, longer ones before shorter ones."""
    names = {}
    for name in sorted(table, key=lambda name: (-len(name), name)):
        names.setdefault(WORD.match(name).group(0), []).append(name)
    return names


def renamed(text, table, by_first_word):
    pieces, done = [], 0
    for word in WORD.finditer(text):
        if word.start() < done:
            continue
        for name in by_first_word.get(word.group(0), ()):
            end = word.start() + len(name)
            if text.startswith(name, word.start()) and not text[end:end + 1].isalnum():
                pieces += [text[done:word.start()], table[name]]
                done = end
                break
    return "".join(pieces) + text[done:]


def main():
    rondo, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(path, encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    people, clubs = names_in(rondo, path)
    for copy in range((count + len(articles) - 1) // len(articles)):
        generator = random.Random(copy)
        new_people = exchange(people, generator)
        table = surnames(new_people) | new_people | exchange(clubs, generator)
        by_first_word = longest_first(table)
        for article in articles[:count - copy * len(articles)]:
            text = article["text"]
            if copy > 0:
                text = renamed(text, table, by_first_word)
            changed = article | {"id": f"{copy}-{article['id']}", "text": text}
            sys.stdout.write(json.dumps(changed, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
