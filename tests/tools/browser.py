"""A page in headless Chromium, driven over the debugging pipe; needs nothing but Python.

    browser.py PAGE.html SCRIPT.js [--screenshot FILE.png] [--size WxH] [--dark]

Opens the page, runs the script (an async function body) in it and prints JSON: what the script
returned, every request that the page made besides itself, every message of the console, and when
the page and the picture in it had been painted.
"""

import argparse
import base64
import json
import os
import subprocess
import sys
import tempfile
import time


class Browser:
    def __init__(self, profile, size):
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()
        # Chromium reads commands from descriptor 3 and answers on 4.
        high_in, high_out = 100, 101
        os.dup2(to_read, high_in)
        os.dup2(from_write, high_out)

        def place():
            os.dup2(high_in, 3)
            os.dup2(high_out, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}",
             "--remote-debugging-pipe", "about:blank"],
            preexec_fn=place, pass_fds=(3, 4, high_in, high_out),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for descriptor in (to_read, from_write, high_in, high_out):
            os.close(descriptor)
        self.input = os.fdopen(to_write, "wb", buffering=0)
        self.output = from_read
        self.rest = b""
        self.last_id = 0
        self.events = []
        self.session = None

    def receive(self):
        while b"\0" not in self.rest:
            part = os.read(self.output, 1 << 20)
            if not part:
                raise SystemExit("chromium ended")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.input.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.last_id:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.receive())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    parser.add_argument("script")
    parser.add_argument("--screenshot")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--dark", action="store_true")
    arguments = parser.parse_args()
    size = tuple(int(part) for part in arguments.size.split("x"))

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile, size)
        try:
            target = browser.call("Target.createTarget", url="about:blank")["targetId"]
            browser.session = browser.call(
                "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network"):
                browser.call(f"{domain}.enable")
            if arguments.dark:
                browser.call("Emulation.setEmulatedMedia",
                             features=[{"name": "prefers-color-scheme", "value": "dark"}])
            browser.call("Performance.enable", timeDomain="threadTicks")
            address = "file://" + os.path.abspath(arguments.page)
            browser.call("Page.navigate", url=address)
            browser.wait_for("Page.loadEventFired")
            # What the page's own thread has computed, however busy the machine is.
            metrics = {entry["name"]: entry["value"]
                       for entry in browser.call("Performance.getMetrics")["metrics"]}
            script = open(arguments.script, encoding="utf-8").read()
            answer = browser.call(
                "Runtime.evaluate", awaitPromise=True, returnByValue=True,
                expression="(async () => { const pause = (ms) => new Promise((done) => setTimeout(done, ms));"
                           f"await pause(100);\n{script}\n}})()")
            paint = browser.call(
                "Runtime.evaluate", returnByValue=True,
                expression="Math.max(...performance.getEntriesByType('paint')"
                           ".concat(performance.getEntriesByName('picture')).map((e) => e.startTime))")
            if arguments.screenshot:
                time.sleep(0.4)
                picture = browser.call("Page.captureScreenshot", format="png")["data"]
                open(arguments.screenshot, "wb").write(base64.b64decode(picture))
        finally:
            browser.process.kill()
            browser.process.wait()

    messages = []
    requests = []
    for event in browser.events:
        parameters = event.get("params", {})
        if event.get("method") == "Runtime.consoleAPICalled":
            messages.append(" ".join(str(a.get("value", a.get("description"))) for a in parameters["args"]))
        elif event.get("method") == "Runtime.exceptionThrown":
            messages.append(parameters["exceptionDetails"].get("exception", {}).get("description", "exception"))
        elif event.get("method") == "Log.entryAdded":
            messages.append(parameters["entry"]["text"])
        elif event.get("method") == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if url != address and not url.startswith("data:"):
                requests.append(url)
    if "exceptionDetails" in answer:
        messages.append(answer["exceptionDetails"].get("exception", {}).get("description", "exception"))
    json.dump({"result": answer["result"].get("value"), "requests": requests, "messages": messages,
               "paint_ms": paint["result"].get("value"),
               "computed_ms": metrics["TaskDuration"] * 1000}, sys.stdout)


main()
