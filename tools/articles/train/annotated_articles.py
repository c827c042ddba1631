#!/usr/bin/env python3
"""Puts annotations together with the articles that they are of.

annotated_articles.py ARTICLES.jsonl ANNOTATIONS.jsonl FOLDER

Annotations hold no text: the evidence of a fact is where it stands, in bytes. ARTICLES.jsonl has one
object a line with "id" and "text". FOLDER gets ID.txt and ID.json, as the scorer wants them.
"""
import json
import pathlib
import sys


def with_evidence(annotation, text):
    for fact in annotation["facts"]:
        fact["evidence"] = [text[begin:end].decode() for begin, end in fact.pop("spans")]
    return annotation


def main(articles, annotations, folder):
    with open(annotations, encoding="utf8") as lines:
        wanted = {annotation["doc"]: annotation for annotation in map(json.loads, lines)}
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open(articles, encoding="utf8") as lines:
        for article in map(json.loads, lines):
            annotation = wanted.pop(article["id"], None)
            if annotation is None:
                continue
            text = article["text"].encode()
            (folder / (article["id"] + ".txt")).write_bytes(text)
            gold = json.dumps(with_evidence(annotation, text), ensure_ascii=False)
            (folder / (article["id"] + ".json")).write_text(gold, encoding="utf8")
    if wanted:
        sys.exit(f"{articles} has no article {', '.join(sorted(wanted))}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
