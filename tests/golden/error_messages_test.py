#!/usr/bin/env python3
"""Every message of an error that the language can give is shown by a golden file.

error_messages_test.py SOURCES: reads the calls that make errors in query/ and graph/model, graph/view and
graph/algorithms, and looks for the longest fixed part of each message in tests/golden/*.test and in the tests of
the language, which compare messages that no text of a statement brings about. Exit code 1: names those that nothing shows.
"""

import pathlib
import re
import sys

# Calls that make an error out of a message.
MAKER = re.compile(r"\b\w*(?:Error|Fail|OutOfRange|NotOnCalendar|InvalidTemporalComponents|InvalidValue|InvalidOption)\(")
FIXED_PART_SIZE_MIN = 8
FOLDERS = ["query", "graph/model", "graph/view", "graph/algorithms"]

# What no statement can bring about, with the reason.
EXEMPT = {
    "unknown clause": "a mistake of our own: the parser makes no such clause",
    "unknown expression": "a mistake of our own: the parser makes no such expression",
    "unknown operator": "a mistake of our own: the parser makes no such operator",
    " for an algorithm (the limit is 4,294,967,294)": "needs more than 4 billion nodes or edges",
    "` is there no more": "a mistake of our own: a plan keeps the procedures that it calls",
    "the path goes along an edge that has been deleted":
        "a path is put together where its edges are matched, so nothing can delete them in between",
    "` is no signature of a procedure: write `name(input :: TYPE) :: (output :: TYPE)`":
        "met by programs that add procedures; the tests of procedures show it",
}


def argument_text(source, begin):
    """The text between the parenthesis that ends at `begin` and the one that closes it."""
    depth, index = 1, begin
    while depth > 0 and index < len(source):
        char = source[index]
        if char == '"':
            index += 1
            while source[index] != '"':
                index += 2 if source[index] == "\\" else 1
        depth += (char == "(") - (char == ")")
        index += 1
    return source[begin:index - 1]


def string_literals(call):
    """Literals of a call; those with only blanks between them are one."""
    joined, parts = None, []
    for match in re.finditer(r'"((?:[^"\\]|\\.)*)"|(\s+)|(.)', call, re.S):
        if match.group(1) is not None:
            joined = (joined or "") + match.group(1)
        elif match.group(3) is not None and joined is not None:
            parts.append(joined)
            joined = None
    return parts + ([joined] if joined is not None else [])


def fixed_part(call):
    """The longest piece of prose of the message: what stands first, before a hint."""
    pieces = [piece.replace("\\\\", "\\").replace('\\"', '"') for piece in string_literals(call)]
    prose = [piece for piece in pieces if not re.fullmatch(r"[A-Z]\w*", piece)]
    return max(prose, key=len, default="")


def main():
    sources = pathlib.Path(sys.argv[1])
    shown = "\n".join(path.read_text() for path in (sources / "tests/golden").glob("*.test"))
    shown += "\n".join(path.read_text() for path in (sources / "tests/query").glob("*_test.cc"))
    count, missing = 0, []
    for folder in FOLDERS:
        for path in sorted((sources / folder).rglob("*.cc")):
            text = path.read_text()
            for match in MAKER.finditer(text):
                part = fixed_part(argument_text(text, match.end()))
                if len(part) < FIXED_PART_SIZE_MIN or part in EXEMPT:
                    continue
                count += 1
                if part not in shown:
                    line = text.count("\n", 0, match.start()) + 1
                    missing.append(f"{path.relative_to(sources)}:{line}: {part}")
    for part in EXEMPT:
        if part in shown:
            missing.append(f"{part}: is shown; take it off the exempt ones")
    print("\n".join(missing))
    print(f"{count} messages, {len(missing)} not shown")
    return 1 if missing or count < 150 else 0


if __name__ == "__main__":
    sys.exit(main())
