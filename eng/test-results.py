"""Sums the TRX files of a test run.

    test-results.py FOLDER

Names each failed and each skipped test, with the reason, on standard error; prints 'N passed, M failed' on
standard output. Exit code 0 only when tests ran, all passed and none was skipped: a skipped test proves nothing.
"""

import sys
import xml.etree.ElementTree as xml
from pathlib import Path

TRX = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"
PASSED = "Passed"
SKIPPED = "NotExecuted"


def reason(result):
    """Why it failed or was skipped, on one line."""
    text = result.findtext(f"{TRX}Output/{TRX}ErrorInfo/{TRX}Message") or result.findtext(f"{TRX}Output/{TRX}StdOut")
    return " ".join((text or "no reason given").split())


def main(folder):
    files = sorted(Path(folder).rglob("*.trx"))
    passed = failed = skipped = 0
    complete = bool(files)
    for file in files:
        run = xml.parse(file).getroot()
        # A run that broke off says so here, while what it did run may have passed.
        summary = run.find(f"{TRX}ResultSummary")
        if summary is None or summary.get("outcome") not in ("Completed", "Failed"):
            print(f"INCOMPLETE {file.name}: {None if summary is None else summary.get('outcome')}", file=sys.stderr)
            complete = False
        for result in run.iterfind(f"{TRX}Results/{TRX}UnitTestResult"):
            outcome = result.get("outcome")
            if outcome == PASSED:
                passed += 1
            elif outcome == SKIPPED:
                skipped += 1
                print(f"SKIPPED {result.get('testName')}: {reason(result)}", file=sys.stderr)
            else:
                failed += 1
                print(f"FAILED {result.get('testName')}: {reason(result)}", file=sys.stderr)

    if skipped:
        print(f"{skipped} skipped: a skip fails the run", file=sys.stderr)
    if passed + failed:
        print(f"{passed} passed, {failed} failed")
    else:
        print("no test ran", file=sys.stderr)
        complete = False
    return 0 if complete and not failed and not skipped else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
