#!/usr/bin/env python3
"""Measures how often each rule is right, on articles with annotated facts.

  measure_rules.py GOLD FACTS [-o measured.tsv]     GOLD: folder of annotations, one ID.json an article
                                                    FACTS: what `rondo extract GOLD/*.txt --format json` printed
  measure_rules.py GOLD FACTS --check               how sure the facts claim to be, and how many of them are right

A fact is right if the annotation has it with the same relation, subject, object and polarity. Facts that an annotation calls
optional, or that others of it entail (who signed for a club plays for it), count neither way. What the model for pairs found is
left out: it was taught by these articles, and tells by itself how sure it is. Names are compared without case,
accents, marks and club suffixes. measured.tsv: rule, right, wrong; sorted. Python 3, standard library only.
"""
import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

NEGATIVE = {'denied', 'negated'}
SYMMETRIC = {'rival-of', 'drew-with', 'played-against'}
SUFFIXES = {'fc', 'afc', 'cf', 'ac', 'as', 'ssc', 'sc', 'the'}
# What a fact says besides: relation of the fact, relation that follows, whether subject and object change places.
ENTAILED = [('beat', 'played-against', False), ('drew-with', 'played-against', False), ('leads', 'plays-in', False),
            ('won-competition', 'plays-in', False), ('loaned-to', 'plays-for', False), ('transferred-to', 'plays-for', False),
            ('transferred-to', 'contracted-to', False), ('loaned-from', 'contracted-to', False),
            ('loaned-from', 'plays-for', False), ('manages', 'works-for', False)]


def folded(name):
    name = unicodedata.normalize('NFKD', name.replace('\u2019', "'").replace('ø', 'o').replace('ł', 'l')).casefold()
    words = re.findall('[0-9a-z]+', re.sub(r"'s\b", '', ''.join(c for c in name if not unicodedata.combining(c))))
    while len(words) > 1 and words[0] in SUFFIXES:
        words.pop(0)
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return ' '.join(words)


def names_of(entity):
    return {folded(entity['name'])} | {folded(alias) for alias in entity.get('aliases', [])}


def aligned(gold, found):
    """Entity of the facts -> entity of the annotation: by name, else by any alias."""
    pairs = {}
    for entity in found['entities']:
        by_name = [each['id'] for each in gold['entities'] if folded(each['name']) == folded(entity['name'])]
        by_alias = [each['id'] for each in gold['entities'] if names_of(each) & names_of(entity)]
        pairs[entity['id']] = (by_name or by_alias or [None])[0]
    return pairs


def key(relation, subject, obj, modality):
    if relation in SYMMETRIC and str(subject) > str(obj):
        subject, obj = obj, subject
    return relation, subject, obj, modality in NEGATIVE


def judged(gold, found):
    """(fact, True, False or None) for every fact; None counts neither way."""
    core = {key(f['rel'], f['subj'], f['obj'], f['modality']) for f in gold['facts'] if not f.get('optional')}
    rest = {key(f['rel'], f['subj'], f['obj'], f['modality']) for f in gold['facts'] if f.get('optional')}
    for relation, follows, _ in ENTAILED:
        rest |= {key(follows, each[1], each[2], '') for each in core if each[0] == relation and not each[3]}
    pairs = aligned(gold, found)
    for fact in found['facts']:
        claim = key(fact['rel'], pairs.get(fact['subj']), pairs.get(fact['obj']), fact['modality'])
        yield fact, True if claim in core else None if claim in rest else False


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('gold', type=Path)
    arguments.add_argument('facts', type=Path)
    arguments.add_argument('-o', '--output', type=Path, default=Path(__file__).resolve().parent / 'measured.tsv')
    arguments.add_argument('--check', action='store_true')
    options = arguments.parse_args()
    right, wrong, bins = Counter(), Counter(), Counter()
    for line in options.facts.read_text('utf8').splitlines():
        found = json.loads(line)
        path = options.gold / (found['doc'] + '.json')
        if not path.exists():
            sys.exit(f'{path}: no annotation for the document {found["doc"]}')
        for fact, verdict in judged(json.loads(path.read_text('utf8')), found):
            if verdict is not None:
                (right if verdict else wrong)[fact['rule']] += 1
                bins[int(fact['conf'] * 10) / 10, verdict] += 1
    if options.check:
        for low in sorted({low for low, _ in bins}):
            count = bins[low, True] + bins[low, False]
            print(f'confidence {low:.1f}: {count} facts, {bins[low, True] / count:.2f} right')
        return
    with options.output.open('w', encoding='utf8') as stream:
        stream.write('# How often each rule was right on annotated articles: rule, right, wrong. Made by measure_rules.py.\n')
        for rule in sorted(rule for rule in right | wrong if not rule.startswith('pair ')):
            stream.write(f'{rule}\t{right[rule]}\t{wrong[rule]}\n')


if __name__ == '__main__':
    main()
