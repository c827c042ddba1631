#!/usr/bin/env python3
"""Makes clubs.tsv and people.players.tsv from a folder of football CSV files.

  build_register.py FOOTBALL_DIR      writes clubs.tsv and people.players.tsv beside this script

FOOTBALL_DIR holds clubs.csv, players.csv, spells.csv, matches.csv and goals.csv (their columns are described in that
folder's README.md). known_clubs.tsv beside this script names the clubs that English papers write about most and wins over
the sources; known_spells.tsv tells of spells that the sources lack. The output depends on the input alone: same files in,
same bytes out. Python 3, standard library only.
"""
import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
AFFIXES = set('FC AFC CF AC AS SSC SC SS US RC SV VfB VfL TSG CD UD SD BC CFC ACF UC SL CP RCD HSC KV KAA KRC RSC OGC EA SM '
              'AJ VVV BSC FSV KSC SK FK NK GNK HNK AEK KF Calcio CA CS GD SG ASD SSD SAD FCO AD UE CE RAEC KVC KSV KAS FBC '
              'AE KFC RBC USD PFK FCV LB SSV'.split()) - {'AEK'}
PEOPLE_SIDE = re.compile(r'\b(U\d\d|II|B|Yth\.?|Youth|Reserves|Primavera|Jgd\.?|Jong|Sub-\d\d)\b')
NAME_CHARACTERS = re.compile(r"[\w '’&./-]+", re.UNICODE)

# English words and other names that a club's alias must not claim on its own.
COMMON = set('''best king reading nice derby bury city united town county rovers albion villa palace forest wednesday rangers
athletic orient north end hearts lions eagles blues reds saints royals bees viola che standard union paris london madrid milano
roma torino rome turin naples munich berlin moscow brussels lisbon athens istanbul vienna prague victoria real racing sporting
club dynamo dinamo national nacional independiente america olympic olympique hope energy start star stars young boys go ahead
arsenal-tula excelsior sparta fortuna victory phoenix spirit dash pride wave current reign fire crew galaxy revolution impact
academia academica aves estudiantes progress progreso universitario racing liverpool-montevideo everton-chile lincoln hamilton
livingston clyde boston oxford cambridge chester york exeter preston lancaster stafford marine chelsea-usa celta-b viking
valence lens tours como pisa bari monza siena mons pau sion lugano metz genk gent brest nancy granada cordoba florida alba
barcelona-ecuador guarani defence defensa palestino wanderers santos-guapiles mineros tigre lanus colon union-espanola
lucky-dragons ararat ural amkar torpedo saturn kuban rostov nantes orleans chaves lugo elche leon necaxa toluca pumas
aurora blooming libertad sol olimpia cerro melgar cusco emelec junior envigado once deportivo juventude vitoria bahia ceara
goias america-mg coritiba guarani-sp parana bangu olaria'''.split())
CLUBS_MOST = 14  # Of a player's clubs, the last ones.
GAP_MOST = 8  # Years without a club inside a career.
CAREER_MOST = 27
PROMINENCE_LEAST = 6
KEEP_SHORT = {'PSG', 'QPR', 'BVB', 'PSV', 'HSV', 'AIK', 'AGF', 'HJK', 'WBA', 'AEK', 'LAFC', 'NYCFC', 'PAOK', 'SPAL', 'MUFC', 'LFC'}


def rows(folder, name):
    with open(folder / name, encoding='utf8', newline='') as handle:
        yield from csv.DictReader(handle)


def plain(text):
    text = unicodedata.normalize('NFKD', text.replace('ø', 'o').replace('ı', 'i').replace('ß', 'ss'))
    return ''.join(c for c in text if not unicodedata.combining(c)).casefold()


def short_name(name):
    name = re.sub(r'\s*\((diss|liq|aufgel|until)[^)]*\)', '', name)
    name = re.sub(r'\b1\.\s?(?=FC|FSV)', '', name)
    words = name.split()
    while len(words) > 1 and (words[0] in AFFIXES or re.fullmatch(r'(18|19)?\d\d\.?', words[0])):
        words.pop(0)
    while len(words) > 1 and (words[-1] in AFFIXES or re.fullmatch(r'(18|19|20)?\d\d', words[-1])):
        words.pop()
    return ' '.join(words)


def usable_alias(alias, prominence):
    """Whether an alias from the sources may stand for a club by itself."""
    if not NAME_CHARACTERS.fullmatch(alias) or len(alias.split()) > 4 or len(alias) < 4:
        return alias in KEEP_SHORT
    if re.search(r'\b\w{1,6}\.(\s|$)', alias) and not re.search(r'\bSt\. ', alias):
        return False  # "Bay. Leverkusen": a table's shorthand, not a name in prose.
    if alias.isupper() and len(alias) <= 4:
        return alias in KEEP_SHORT
    if not alias[0].isupper():
        return False
    if re.search(r'\b(19|18)\d\d\b|Football Club|Futebol Clube|Fu(ß|ss)ball|Calcio ', alias):
        return False  # The name in the articles of association, never in the papers.
    words = alias.split()
    if len(words) == 1:
        return plain(alias) not in COMMON and prominence >= 150
    return not all(plain(word) in COMMON for word in words)


def read_hand():
    by_source, added = {}, []
    for line in (HERE / 'known_clubs.tsv').read_text(encoding='utf8').splitlines():
        if not line or line.startswith('#'):
            continue
        source, name, aliases, nicknames, stadiums, country, city = line.split('\t')
        entry = dict(name=name, aliases=split(aliases), nicknames=split(nicknames), stadiums=split(stadiums), country=country,
                     city=city)
        if source == '-':
            added.append(entry)
        else:
            by_source[source] = entry
    return by_source, added


def split(cell):
    return [part.strip() for part in cell.split('|') if part.strip()]


def unique(names, taken=()):
    seen, out = {plain(name) for name in taken}, []
    for name in names:
        if plain(name) not in seen:
            seen.add(plain(name))
            out.append(name)
    return out


def nations():
    lines = (HERE / 'nations.tsv').read_text(encoding='utf8').splitlines()
    return {plain(line.split('\t')[0]) for line in lines if line and not line.startswith('#')}


def club_entries(folder):
    matches, moves = Counter(), Counter()
    countries = nations()
    for row in rows(folder, 'matches.csv'):
        matches[row['home_club_id']] += 1
        matches[row['away_club_id']] += 1
    for row in rows(folder, 'transfers.csv'):
        moves[row['from_club_id']] += 1
        moves[row['to_club_id']] += 1
    by_source, added = read_hand()
    entries, id_to_name, used = [], {}, set()
    clubs = sorted(rows(folder, 'clubs.csv'), key=lambda row: (-(matches[row['id']] + moves[row['id']]), row['id']))
    # "Leipzig" is RB Leipzig: the lesser club keeps its full name.
    known_aliases = {plain(alias) for hand in by_source.values() for alias in hand['aliases']}
    added_names = {plain(name): entry['name'] for entry in added for name in [entry['name']] + entry['aliases']}
    for row in clubs:
        prominence = matches[row['id']] + moves[row['id']]
        hand = by_source.pop(row['name'], None)
        if row['type'] != 'club' or row['name'] == '' or PEOPLE_SIDE.search(row['name']):
            continue
        if hand:
            name = hand['name']
            sourced = [alias for alias in split(row['aliases']) if usable_alias(alias, 0) and len(alias.split()) > 1]
            sourced = [alias for alias in sourced if alias not in split(row['nicknames'])]
            aliases = unique(hand['aliases'] + sourced, [name])
            entry = [name, 'club', hand['country'], hand['city'], aliases, hand['nicknames'], hand['stadiums'], '', prominence]
        else:
            name = short_name(row['name'])
            if plain(name) in countries:
                name = row['name']  # "Qatar" is the nation, the club "Qatar SC".
                if plain(name) in countries:
                    continue
            if prominence < 12 or plain(name) in used or plain(name) in COMMON or plain(name) in known_aliases:
                name = re.sub(r'\s*\([^)]*\)', '', row['name'])
            if plain(name) in used or plain(name) in added_names or prominence < 3:
                if plain(name) in added_names:
                    id_to_name[row['id']] = added_names[plain(name)]
                continue
            if len(name.split()) == 1 and (prominence < 12 or plain(name) in COMMON):
                continue
            aliases = [alias for alias in split(row['aliases']) if usable_alias(alias, prominence)]
            aliases = [alias for alias in aliases if alias not in split(row['nicknames'])]
            aliases = unique(aliases, [name])[:6]
            stadium = [row['stadium']] if row['stadium'] and prominence >= 300 and len(row['stadium'].split()) > 1 else []
            entry = [name, 'club', row['country'], row['city'], aliases, [], stadium, '', prominence]
        used.add(plain(name))
        id_to_name[row['id']] = name
        entries.append(entry)
    if by_source:
        sys.exit('known_clubs.tsv names clubs that clubs.csv lacks: ' + ', '.join(sorted(by_source)))
    for extra in added:
        entries.append([extra['name'], 'club', extra['country'], extra['city'], extra['aliases'], extra['nicknames'],
                        extra['stadiums'], '', 200])
    drop_shared_aliases(entries)
    return entries, id_to_name


def drop_shared_aliases(entries):
    """An alias that is another club's name, or that a far better known club has, is dropped from the lesser one."""
    owner = {}
    for entry in entries:
        owner.setdefault(plain(entry[0]), entry)
    for entry in sorted(entries, key=lambda e: -e[8]):
        kept = []
        for alias in entry[4]:
            first = owner.setdefault(plain(alias), entry)
            if first is entry:
                kept.append(alias)
        entry[4] = kept


def write_clubs(entries):
    entries.sort(key=lambda entry: (plain(entry[0]), entry[2]))
    with open(HERE / 'clubs.tsv', 'w', encoding='utf8', newline='\n') as out:
        out.write('# name\tkind\tcountry\tcity\taliases\tnicknames\tmetonyms\tparent\tprominence\n')
        for entry in entries:
            cells = ['|'.join(cell) if isinstance(cell, list) else str(cell) for cell in entry]
            out.write('\t'.join(cells) + '\n')


def player_spells(folder, id_to_name):
    """player -> club name -> [first year, last year], from moves and from goals."""
    years = defaultdict(dict)

    def add(player, club, first, last):
        name = id_to_name.get(club)
        if not name:
            return
        known = years[player].setdefault(name, [first, last])
        known[0], known[1] = min(known[0], first), max(known[1], last)

    for row in rows(folder, 'spells.csv'):
        if not row['start_est']:
            continue
        first = int(row['start_est'][:4])
        last = int(row['end_est'][:4]) if row['end_est'] else first + 2
        add(row['player_id'], row['club_id'], first, min(last, first + 12))
    season_of = {row['id']: int(row['season']) for row in rows(folder, 'matches.csv')}
    goals = Counter()
    for row in rows(folder, 'goals.csv'):
        if row['own_goal'] == '1' or row['match_id'] not in season_of:
            continue
        season = season_of[row['match_id']]
        goals[row['player_id']] += 1
        add(row['player_id'], row['club_id'], season, season + 1)
    return years, goals


def family_first(name, nationality):
    """Koreans put the family first, and so do many papers: "Heung-min Son" is "Son Heung-min", too."""
    words = name.split()
    return [words[1] + ' ' + words[0]] if len(words) == 2 and nationality.startswith('Korea') else []


def read_known_spells():
    """The careers that known_spells.tsv tells: of one name, women and men apart, and namesakes by country and era. A name
    behind "!" is what he is called alone, whatever else the word may be."""
    by_name = defaultdict(list)
    for line in (HERE / 'known_spells.tsv').read_text(encoding='utf8').splitlines():
        if not line or line.startswith('#'):
            continue
        club, players = line.split('\t')
        for player in players.split(';'):
            names, when, country = player.strip().split('|')
            names = names.split('=')
            first, last = map(int, when.split('-'))
            by_name[(plain(names[0]), club.endswith(' Women'))].append((first, last, club, names, country))
    careers = []
    for (_, women), spells in sorted(by_name.items()):
        own = []
        for first, last, club, names, country in sorted(spells):
            def is_his(career):
                if first > career['last'] + GAP_MOST or last - career['first'] > CAREER_MOST:
                    return False
                there = any(club == other and first <= end + 1 and begin <= last + 1 for other, begin, end in career['spells'])
                return there or country in career['countries'] or career['last'] - 1 <= first <= career['last'] + 1
            career = next((career for career in own if is_his(career)), None)
            if career is None:
                career = dict(names=[], alone=[], women=women, countries=Counter(), spells=[], first=first, last=last)
                own.append(career)
            career['names'] = unique(career['names'] + [name.lstrip('!') for name in names])
            career['alone'] = unique(career['alone'] + [name[1:] for name in names if name.startswith('!')])
            career['countries'][country] += 1
            career['spells'].append((club, first, last))
            career['last'] = max(career['last'], last)
        careers.extend(own)
    return careers


def span_of(line):
    """First and last year of a player's line, 0 if it has none."""
    years = [int(year) for span in split(line[8]) for year in span.split('-')]
    return (min(years), max(years)) if years else (0, 0)


def add_known_spells(best, is_common):
    """Goes on with the careers of players whom the sources know, and adds those whom they do not."""
    by_name = defaultdict(list)
    for key, line in best.items():
        for name in [line[0]] + split(line[3]):
            by_name[plain(name)].append(key)
    for career in read_known_spells():
        names, women, spells = career['names'], career['women'], career['spells']
        country = career['countries'].most_common(1)[0][0]
        clubs = {club for club, _, _ in spells}

        def shared(key):
            return len(set(split(best[key][2])) & clubs)

        def fits(key):
            first, last = span_of(best[key])
            near = first == 0 or (career['first'] <= last + GAP_MOST and first <= career['last'] + GAP_MOST and
                                  max(last, career['last']) - min(first, career['first']) <= CAREER_MOST)
            same_country = best[key][4] == '' or best[key][4] in career['countries']
            goes_on = first != 0 and last - 1 <= career['first'] <= last + 1
            return women == (best[key][5] == 'f') and near and (same_country or goes_on or shared(key) > 0)

        found = sorted({key for name in names for key in by_name[plain(name)] if fits(key)},
                       key=lambda key: (-shared(key), -int(best[key][7]), key))
        single = len(names[0].split()) == 1
        if single and not found and is_common(plain(names[0])):
            continue  # Such a word is mostly somebody or something else.
        line = best[found[0]] if found else [names[0], 'player', '', '', country, 'f' if women else '', '', '30', '']
        years = {club: [int(year) for year in span.split('-')] for club, span in zip(split(line[2]), split(line[8]))}
        for club, first, last in spells:
            span = years.setdefault(club, [first, last])
            span[0], span[1] = min(span[0], first), max(span[1], last)
        order = sorted(years.items(), key=lambda item: (item[1], item[0]))[-CLUBS_MOST:]
        line[2] = '|'.join(club for club, _ in order)
        # A surname alone is found without being told.
        more = [name for name in names if len(name.split()) > 1 or name in career['alone'] or
                not (is_common(plain(name)) or name in line[0].split())]
        line[3] = '|'.join(unique(split(line[3]) + more, [line[0]]))
        line[4] = line[4] or country
        line[8] = '|'.join('%d-%d' % tuple(span) for _, span in order)
        key = found[0] if found else (plain(names[0]), 'f' if women else 'm', country, str(career['first']))
        best[key] = line
        for name in [line[0]] + split(line[3]):
            by_name[plain(name)].append(key)


def everyday_words():
    """Words that are no name by themselves: English ones, places, given names."""
    words = set(COMMON)
    for table in ('common_words.tsv', 'common_words.frequent.tsv', 'traps.tsv', 'places.tsv', 'given_names.tsv'):
        for line in (HERE / table).read_text(encoding='utf8').splitlines():
            if line and not line.startswith('#'):
                words.add(plain(line.split('\t')[0]))
    return words


def write_players(folder, id_to_name, known):
    years, goals = player_spells(folder, id_to_name)
    moves = Counter(row['player_id'] for row in rows(folder, 'transfers.csv'))
    best = {}
    for row in rows(folder, 'players.csv'):
        name = re.sub(r'\s+', ' ', row['name']).strip()
        if not re.fullmatch(r"[^\W\d_][\w.'’ -]+", name) or re.search(r'\b\w\. ', name) or len(name) < 4:
            continue
        if re.fullmatch(r'[A-Z]\.? .*', name):
            continue
        if len(name.split()) == 1 and (goals[row['id']] + moves[row['id']] < 8 or plain(name) in COMMON):
            continue
        prominence = goals[row['id']] + 3 * moves[row['id']]
        if prominence < PROMINENCE_LEAST:
            continue
        spells = sorted(years[row['id']].items(), key=lambda item: (item[1], item[0]))
        spells = [spell for spell in spells if known.get(spell[0], 0) >= 60]
        clubs = '|'.join(club for club, _ in spells[-CLUBS_MOST:])
        when = '|'.join('%d-%d' % tuple(span) for _, span in spells[-CLUBS_MOST:])
        birth = row['birth_year'] if row['birth_year_exact'] == '1' else ''
        aliases = '|'.join(unique(split(row['aliases']) + family_first(name, row['nationality']), [name]))
        line = [name, 'player', clubs, aliases, row['nationality'], '', birth, str(prominence), when]
        best[(plain(name), row['id'])] = line
    add_known_spells(best, everyday_words().__contains__)
    with open(HERE / 'people.players.tsv', 'w', encoding='utf8', newline='\n') as out:
        out.write('# name\ttype\tclubs\taliases\tnationality\tgender\tbirth year\tprominence\tyears at each club\n')
        for key in sorted(best, key=lambda key: (key[0], str(key))):
            out.write('\t'.join(best[key]) + '\n')
    return len(best)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    entries, id_to_name = club_entries(folder)
    write_clubs(entries)
    print('%d clubs, %d players' % (len(entries), write_players(folder, id_to_name, {entry[0]: entry[8] for entry in entries})))


if __name__ == '__main__':
    main()
