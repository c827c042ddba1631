"""Takes pictures of the shell and of the HTML page, as readers of the tutorial see them.

usage: pictures.py SOURCE PROGRAM FOLDER

Writes shell.png, page.png, page-dark.png and picture.png into FOLDER. Needs tmux, chromium and
rsvg-convert; exit code 77 where one of them is missing.
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE, PROGRAM, FOLDER = (os.path.abspath(path) for path in sys.argv[1:4])
BROWSER = os.path.join(SOURCE, "tests", "tools", "browser.py")
WIDTH, HEIGHT = 96, 34
WAIT_S = 60

STATEMENTS = [
    ("MATCH (p:Player)-[r:plays-for {on_loan: true}]->(c:Club) FOR VALID_TIME AS OF date('2020-01-15')", "    ->"),
    ("RETURN p.name AS player, c.name AS club, r.from AS since, r.until AS until ORDER BY player;", "rondo>"),
    (":mode graph", "rondo>"),
    ("MATCH (p:Player {name: 'Chris Smalling'})-[r:plays-for|praised-by]->(x) RETURN p, r, x;", "rondo>"),
    ("MATCH (c:Club) RETURN clb.name;", "rondo>"),
]
LAST = "MATCH (c:Club {name: 'M"

# The eight colours of a terminal, dark and bright, on a dark ground.
COLOURS = ["#2b303b", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#dcdfe4",
           "#7f8896", "#ff7b85", "#b5e890", "#ffd68a", "#7cc4ff", "#e79bff", "#6fd3df", "#ffffff"]


def run(*command, folder):
    subprocess.run([PROGRAM, *command], cwd=folder, check=True, stderr=subprocess.DEVNULL)


def style_of(codes):
    """The CSS of a list of SGR codes."""
    styles = []
    index = 0
    while index < len(codes):
        code = codes[index]
        if code == 1:
            styles.append("font-weight:bold")
        elif code == 2:
            styles.append("opacity:.6")
        elif code == 4:
            styles.append("text-decoration:underline")
        elif code == 7:
            styles.append("background:#dcdfe4;color:#1e222a")
        elif 30 <= code < 38 or 90 <= code < 98:
            styles.append("color:" + COLOURS[code - 30 if code < 38 else code - 82])
        elif code == 38 and codes[index + 1:index + 2] == [5]:
            colour = codes[index + 2]
            styles.append("color:" + (COLOURS[colour] if colour < 16 else "#9aa2b1"))
            index += 2
        index += 1
    return ";".join(styles)


def to_html(screen):
    """Text with SGR sequences as a page."""
    parts = []
    codes = []
    for text, sequence in re.findall(r"([^\x1b]*)(?:\x1b\[([\d;]*)m)?", screen):
        if text:
            parts.append('<span style="%s">%s</span>' % (style_of(codes), html.escape(text)))
        for code in [int(part or 0) for part in sequence.split(";")]:
            ended = {0: range(1, 256), 22: (1, 2), 24: (4,), 27: (7,), 39: range(30, 98)}.get(code)
            codes = codes + [code] if ended is None else [c for c in codes if c not in ended]
    return ("<!doctype html><meta charset=utf-8><style>body{margin:0;background:#1e222a;color:#dcdfe4}"
            "pre{font:14px/1.3 'DejaVu Sans Mono',monospace;padding:16px;margin:0}</style><pre>%s</pre>"
            % "".join(parts))


class Terminal:
    def __init__(self, folder):
        self.socket = os.path.join(folder, "tmux")
        self.environment = {"PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], "HOME": folder,
                            "LC_ALL": "C.UTF-8", "PS1": "$ ", "HISTFILE": "", "TERM": "xterm-256color"}
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(WIDTH), "-y", str(HEIGHT), "-c", folder,
                  "bash", "--norc", "--noprofile")

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-u", "-S", self.socket, *arguments], check=True, text=True,
                              env=self.environment, capture_output=True).stdout

    def type(self, text):
        self.tmux("send-keys", "-l", text[:-1] + "\\;" if text.endswith(";") else text)

    def wait_for(self, last):
        begin = time.monotonic()
        while time.monotonic() - begin < WAIT_S:
            lines = self.tmux("capture-pane", "-p").rstrip().split("\n")
            if lines[-1] == last:
                return
            time.sleep(0.05)

    def enter(self, text, prompt):
        self.type(text)
        self.tmux("send-keys", "Enter")
        time.sleep(0.2)
        self.wait_for(prompt)


def take_shell(folder):
    terminal = Terminal(folder)
    try:
        terminal.enter("clear; rondo football.db", "rondo>")
        for statement, prompt in STATEMENTS:
            terminal.enter(statement, prompt)
        terminal.type(LAST)
        time.sleep(0.5)
        terminal.tmux("send-keys", "Tab")
        time.sleep(1)
        return terminal.tmux("capture-pane", "-p", "-e")
    finally:
        terminal.tmux("kill-server")


def take_page(page, script, picture, *options):
    with tempfile.NamedTemporaryFile("w", suffix=".js") as file:
        file.write(script)
        file.flush()
        subprocess.run([sys.executable, BROWSER, page, file.name, "--screenshot", picture, *options],
                       check=True, stdout=subprocess.DEVNULL)


def main():
    missing = [name for name in ("tmux", "chromium", "rsvg-convert") if shutil.which(name) is None]
    if missing:
        print("missing: " + ", ".join(missing))
        return 77
    os.makedirs(FOLDER, exist_ok=True)
    # What a server of tmux leaves may go away while it is being taken away.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        run("import", "football.db", "--mapping", "football", "--from",
            os.path.join(SOURCE, "tools", "import", "samples"), folder=folder)
        run("load", "football.db", os.path.join(SOURCE, "tools", "articles", "samples"), folder=folder)
        around = ("export", "football.db", "--around", "Chris Smalling", "--hops", "2", "-o")
        run(*around, "page.html", folder=folder)
        run("export", "football.db", "--around", "Martin Ødegaard", "-o", os.path.join(FOLDER, "picture.png"),
            folder=folder)
        shell = os.path.join(folder, "shell.html")
        with open(shell, "w", encoding="utf-8") as file:
            file.write(to_html(take_shell(folder)))
        take_page(shell, "return null;", os.path.join(FOLDER, "shell.png"), "--size", "860x780")
        search = """
            const search = document.getElementById("search");
            search.value = "smalling";
            search.dispatchEvent(new Event("input"));
            search.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
            await pause(1500);
            return null;"""
        page = os.path.join(folder, "page.html")
        take_page(page, search, os.path.join(FOLDER, "page.png"))
        take_page(page, search, os.path.join(FOLDER, "page-dark.png"), "--dark")
    for name in ("shell.png", "page.png", "page-dark.png", "picture.png"):
        path = os.path.join(FOLDER, name)
        with open(path, "rb") as file:
            head = file.read(24)
        width, height = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
        print("%s: %d x %d, %d bytes" % (path, width, height, os.path.getsize(path)))
        if head[:8] != b"\x89PNG\r\n\x1a\n" or width < 400 or os.path.getsize(path) < 5000:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
