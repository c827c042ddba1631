#!/usr/bin/env python3
"""check_instructions.py WORKLOAD BASELINE [--update]: counts with callgrind what each kind of
statement executes and compares with the counts in BASELINE, a JSON object. Fails where more than
20 % were added; tells where so many were saved that the baseline should be renewed (--update)."""

import json
import re
import subprocess
import sys
import tempfile

LOSS_MAX = 1.20


def instructions(workload, key):
    with tempfile.NamedTemporaryFile() as out:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--collect-atstart=no", "--toggle-collect=MeasuredRuns",
             f"--callgrind-out-file={out.name}", workload, key],
            capture_output=True, text=True)
    collected = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not collected:
        sys.exit(f"{key}: {run.stderr.strip()}")
    return int(collected.group(1))


def main():
    workload, baseline_file = sys.argv[1:3]
    keys = subprocess.run([workload], capture_output=True, text=True, check=True).stdout.split()
    counted = {key: instructions(workload, key) for key in keys}
    if "--update" in sys.argv:
        with open(baseline_file, "w", encoding="utf-8") as file:
            json.dump(counted, file, indent=2)
            file.write("\n")
        return
    with open(baseline_file, encoding="utf-8") as file:
        baseline = json.load(file)
    failed = sorted(set(keys) ^ set(baseline))
    for key in failed:
        print(f"{key}: is not in both the workload and the baseline")
    for key in sorted(set(keys) & set(baseline)):
        ratio = counted[key] / baseline[key]
        verdict = "LOST" if ratio > LOSS_MAX else "renew the baseline" if ratio < 0.8 else "ok"
        print(f"{key:22} {counted[key]:12} {ratio:5.2f} of the baseline  {verdict}")
        if ratio > LOSS_MAX:
            failed.append(key)
    sys.exit(1 if failed else 0)


main()
