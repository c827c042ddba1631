"""Does what the pages of the project tell readers to do, and compares what comes out.

usage: document_test.py SOURCE PROGRAM SHARED_DATA [PAGE...]

Every fenced block of every page, in order, each page in a fresh copy of a checkout:

  sh       a script; it must end well
  console  commands behind `$ `, each followed by what it prints; a line `...` stands for any lines
  rondo    a session of the shell, played at a terminal of 100 columns: what stands behind a prompt
           is typed, and the screen must be the block
  cypher   statements, run in order on a store of the page's own
  text     nothing to run

Behind the language may stand `only-with: PATH`, which skips the block where PATH is missing (that
of outside data lies beside the checkout), or `not-run: REASON`. RONDO_UPDATE_GOLDEN=1 writes what
was printed into the pages, for review. Exit code 1 if anything differs.
"""

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE, PROGRAM, SHARED_DATA = (os.path.abspath(path) for path in sys.argv[1:4])
UPDATE = os.environ.get("RONDO_UPDATE_GOLDEN") == "1"
WIDTH = 100
HEIGHT = 50
WAIT_S = 60
NOT_RUN_MAX = 3
LANGUAGES = ("sh", "console", "rondo", "cypher", "text")

# Pages and languages whose blocks another test reads.
READ_ELSEWHERE = {
    ("query/LANGUAGE.md", ""): "tests/query/language_test.cc",
    ("query/QUESTIONS.md", ""): "tests/golden/CMakeLists.txt",
    ("query/syntax/GRAMMAR.md", ""): "tests/query/grammar_test.cc",
    ("README.md", "cpp"): "tests/tools/main/install_and_use.cmake",
}

PROMPT = re.compile(r"(rondo[^ >]*>|    ->)( |$)")
# What pages show but nobody can promise: times, and how much is read out of articles, since rules grow.
TIME = re.compile(r"\b\d[\d.,]* (ns|us|µs|ms|s)\b")
COUNT = re.compile(r"\b\d+ (new facts|confirmed|facts removed|supported by others|nodes|edges)\b")

failures = []
skipped = []
not_run = []


def fail(place, message):
    failures.append(place)
    print("FAILED %s: %s" % (place, message))


class Block:
    def __init__(self, page, line, info, lines):
        language, _, rest = info.strip().partition(" ")
        self.page, self.line, self.language, self.condition = page, line, language, rest.strip()
        self.lines = lines

    @property
    def place(self):
        return "%s:%d" % (self.page, self.line)


def find_pages():
    pages = []
    for folder, folders, files in os.walk(SOURCE):
        folders[:] = sorted(f for f in folders
                            if f not in ("build", "node_modules", "corpus") and f[0] != ".")
        pages += [os.path.relpath(os.path.join(folder, file), SOURCE)
                  for file in sorted(files) if file.endswith(".md")]
    return pages


def read_blocks(page):
    """The blocks of a page; the line of a block is that of its fence."""
    blocks = []
    with open(os.path.join(SOURCE, page), encoding="utf-8") as file:
        lines = file.read().split("\n")
    begin = None
    for number, line in enumerate(lines, 1):
        if not line.startswith("```"):
            continue
        if begin is None:
            begin = number
        else:
            blocks.append(Block(page, begin, lines[begin - 1][3:], lines[begin:number - 1]))
            begin = None
    if begin is not None:
        fail("%s:%d" % (page, begin), "the block has no end")
    return blocks


def check_links(page):
    with open(os.path.join(SOURCE, page), encoding="utf-8") as file:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", file.read(), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)", text):
        here = os.path.join(SOURCE, os.path.dirname(page), target)
        if "://" not in target and not os.path.exists(here):
            fail(page, "the link to `%s` leads nowhere" % target)


class Checkout:
    """What a reader has: the files of the project, a build of it, and outside data beside it."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "rondo")
        os.makedirs(os.path.join(self.path, "build"))
        # Copies: what a page tells to do may change files of the project.
        for name in os.listdir(SOURCE):
            original = os.path.join(SOURCE, name)
            if os.path.isdir(original) and name != "build" and name[0] != ".":
                shutil.copytree(original, os.path.join(self.path, name))
        os.symlink(os.path.dirname(PROGRAM), os.path.join(self.path, "build", "release"))
        if os.path.isdir(SHARED_DATA):
            os.symlink(SHARED_DATA, os.path.join(folder, "shared"))
        self.environment = {
            "PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"],
            "HOME": folder, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PAGER": "cat",
        }
        self.shell = subprocess.Popen(["bash", "--norc", "--noprofile"], cwd=self.path,
                                      env=self.environment, stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, command):
        """Runs a command in the shell of the page, which keeps variables and folders."""
        script = os.path.join(os.path.dirname(self.path), "command")
        with open(script, "w", encoding="utf-8") as file:
            file.write(command + "\n")
        mark = "@@ended@@"
        self.shell.stdin.write(
            ("source %s </dev/null; printf '%s%%d\\n' $?\n" % (script, mark)).encode())
        self.shell.stdin.flush()
        output = b""
        while True:
            line = self.shell.stdout.readline()
            if not line:
                return output.decode(), -1
            before, found, code = line.partition(mark.encode())
            output += before
            if found:
                return output.decode(), int(code)

    def close(self):
        self.shell.stdin.close()
        self.shell.wait()
        self.shell.stdout.close()


def without_numbers(line):
    return COUNT.sub(r"N \1", TIME.sub("TIME", line))


def matches(expected, actual):
    """Whether the lines are those expected; `...` among these stands for any."""
    pattern = "".join("(?:.*\n)*?" if line == "..." else re.escape(without_numbers(line)) + "\n"
                      for line in expected)
    return re.fullmatch(pattern, "".join(without_numbers(line) + "\n" for line in actual)) is not None


def compare(block, expected, actual, what):
    if not matches(expected, actual):
        fail(block.place, what + "\n" + "\n".join(difflib.unified_diff(
            expected, actual, "the page", "what came", lineterm="")))


def lines_of(text):
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def run_script(checkout, block):
    output, code = checkout.run("(set -e\n" + "\n".join(block.lines) + "\n)"
                                if not any(line.startswith(("export ", "cd ")) for line in block.lines)
                                else "\n".join(block.lines))
    if code != 0:
        fail(block.place, "it ended with %d:\n%s" % (code, output))
    return None


def is_whole(command):
    return subprocess.run(["bash", "-n", "-c", command], capture_output=True).returncode == 0


def split_console(block):
    """Pairs of a command's lines and the lines that it is said to print."""
    parts = []
    for line in block.lines:
        if line.startswith("$ "):
            parts.append(([line[2:]], []))
        elif not parts:
            fail(block.place, "it does not begin with a command")
            return []
        elif not parts[-1][1] and not is_whole("\n".join(parts[-1][0])):
            parts[-1][0].append(line)
        else:
            parts[-1][1].append(line)
    return parts


def run_console(checkout, block):
    written = []
    parts = split_console(block)
    for index, (command, expected) in enumerate(parts):
        output, code = checkout.run("\n".join(command))
        gap = [""] if expected and not expected[-1] or index + 1 < len(parts) and not expected else []
        expected = lines_of("\n".join(expected))
        actual = lines_of(output)
        compare(block, expected, actual, "`%s` prints" % command[0])
        may_fail = any(line.startswith(("error", "rondo:")) for line in expected)
        if code != 0 and not may_fail:
            fail(block.place, "`%s` ended with %d" % (command[0], code))
        kept = expected if matches(expected, actual) else actual
        written += ["$ " + command[0]] + command[1:] + kept + (gap if kept or gap else [])
    return written[:-1] if written and not written[-1] else written


def run_statements(checkout, block):
    script = os.path.join(os.path.dirname(checkout.path), "statements")
    with open(script, "w", encoding="utf-8") as file:
        file.write("\n".join(block.lines))
    output, code = checkout.run("rondo query ../page.db --file " + script)
    if code != 0:
        fail(block.place, "it ended with %d:\n%s" % (code, output))


class Terminal:
    def __init__(self, checkout):
        folder = checkout.run("pwd")[0].strip()
        self.environment = dict(checkout.environment, PS1="$ ", HISTFILE="")
        self.socket = os.path.join(os.path.dirname(checkout.path), "tmux")
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(WIDTH), "-y", str(HEIGHT),
                  "-c", folder, "bash", "--norc", "--noprofile")
        self.wait_for(re.compile(r"\$"))

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-u", "-S", self.socket, *arguments], check=True,
                              env=self.environment, capture_output=True, text=True).stdout

    def screen(self):
        return lines_of(self.tmux("capture-pane", "-p", "-S", "-"))

    def wait_for(self, prompt):
        """Until the last line is a prompt and nothing more comes."""
        begin = time.monotonic()
        before = None
        while time.monotonic() - begin < WAIT_S:
            lines = self.screen()
            if lines and prompt.fullmatch(lines[-1]) and lines == before:
                return
            before = lines
            time.sleep(0.1)

    def enter(self, text, prompt):
        # A `;` at the end of an argument would end tmux's command.
        self.tmux("send-keys", "-l", text[:-1] + "\\;" if text.endswith(";") else text)
        self.tmux("send-keys", "Enter")
        self.wait_for(prompt)

    def close(self):
        self.tmux("kill-server")


def run_session(checkout, block):
    if shutil.which("tmux") is None:
        skipped.append(block.place + " (tmux is missing)")
        return None
    prompt = re.compile(r"rondo[^ >]*>|    ->")
    terminal = Terminal(checkout)
    try:
        for line in block.lines:
            if line.startswith("$ "):
                terminal.enter("clear; " + line[2:], prompt)
                terminal.tmux("clear-history")
            elif PROMPT.match(line):
                terminal.enter(line[PROMPT.match(line).end():].lstrip(), prompt)
        screen = terminal.screen()
    finally:
        terminal.close()
    if screen and prompt.fullmatch(screen[-1]):
        screen.pop()
    command = [line for line in block.lines[:1] if line.startswith("$ ")]
    actual = command + screen
    compare(block, block.lines, actual, "the screen is")
    return block.lines if matches(block.lines, actual) else actual


RUN = {"sh": run_script, "console": run_console, "rondo": run_session, "cypher": run_statements}


def is_to_run(checkout, block):
    if (block.page, block.language) in READ_ELSEWHERE or block.language == "text":
        return False
    if block.language not in LANGUAGES:
        fail(block.place, "`%s` is no language of blocks; one of %s" % (
            block.language, ", ".join(LANGUAGES)))
        return False
    word, _, what = block.condition.partition(": ")
    if word == "not-run":
        not_run.append("%s (%s)" % (block.place, what))
        return False
    if word == "only-with":
        if os.path.exists(os.path.join(checkout.path, what)):
            return True
        skipped.append("%s (%s is missing)" % (block.place, what))
        return False
    if block.condition:
        fail(block.place, "`%s` is no condition" % block.condition)
    return not block.condition


def rewrite(page, changes):
    path = os.path.join(SOURCE, page)
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for block, written in reversed(changes):
        lines[block.line:block.line + len(block.lines)] = written
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def check_page(page):
    check_links(page)
    blocks = read_blocks(page)
    ran = 0
    changes = []
    # What a server of tmux leaves may go away while it is being taken away.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        checkout = Checkout(folder)
        try:
            for block in blocks:
                if is_to_run(checkout, block):
                    written = RUN[block.language](checkout, block)
                    ran += 1
                    if written is not None and written != block.lines:
                        changes.append((block, written))
        finally:
            checkout.close()
    if UPDATE and changes:
        rewrite(page, changes)
    print("%-40s %d blocks, %d run" % (page, len(blocks), ran))


def main():
    for page, test in READ_ELSEWHERE.items():
        with open(os.path.join(SOURCE, test), encoding="utf-8") as file:
            if os.path.basename(page[0]) not in file.read():
                fail(page[0], "%s does not read it" % test)
    for page in sys.argv[4:] or find_pages():
        check_page(page)
    for what, places in (("skipped", skipped), ("not run", not_run)):
        for place in places:
            print("%s: %s" % (what, place))
    if len(not_run) > NOT_RUN_MAX:
        fail("pages", "more than %d blocks are not run" % NOT_RUN_MAX)
    print("%d failures" % len(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
