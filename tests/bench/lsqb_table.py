"""Reads the lines of rondo_lsqb and lsqb_peers.mjs and prints them as a table: milliseconds, the
fastest run of each query. Exit 1 where the peers count differently."""

import json
import sys


def main():
    lines = [json.loads(line) for line in sys.stdin]
    peers = list(dict.fromkeys(line["peer"] for line in lines))
    times = {(line["peer"], line["query"]): line["min_ms"] for line in lines}
    counts = {}
    for line in lines:
        counts.setdefault(line["query"], set()).add(line["count"])
    print("| query | count | " + " | ".join(peers) + " |")
    print("| --- | --- |" + " --- |" * len(peers))
    for query, found in sorted(counts.items()):
        cells = [f"{times[peer, query]:.2f}" for peer in peers]
        print(f"| {query} | {' '.join(map(str, sorted(found)))} | " + " | ".join(cells) + " |")
    totals = [sum(times[peer, query] for query in counts) for peer in peers]
    print("| all | | " + " | ".join(f"{total:.2f}" for total in totals) + " |")
    return 0 if all(len(found) == 1 for found in counts.values()) else 1


sys.exit(main())
