"""Renders generated templates with the reference and with Weir, and prints where they differ, shrunk.

    <reference>/bin/python conformance/differential/differ.py FIRST_SEED COUNT [differences.jsonl]

The other side is a JVM (dev.weir.jinja.TemplateLines of the jinja room's tests), found through WEIR_CLASSPATH.
"""

import base64
import collections
import json
import os
import re
import subprocess
import sys

import generate
import reference

# What is no difference, or one of COMPATIBILITY.md, by what the outcome says: limits of memory, depth and size; constants that fold
# to infinity (21); text marked as safe (17); blocks whose pieces are no text (20); tags that need a loader, refused while parsing;
# a break outside a loop, for which the reference gives a line of its generated code; names of its generated functions; names of
# Python's inner types.
EXPLAINED = re.compile(
    "MemoryError|RecursionError|OverflowError\n(cannot fit|Python int too large)|exceeds the limit|NameError\nname '(inf|nan)'|complex|Markup"
    "|expected str instance, (?!.*found$)|sequence item \\d+: expected str instance|no loader for this environment|'(break|continue)' (outside|not properly)|root.<locals>|pytz|struct_time|_reverseiterator|'reversed'"
)


class Weir:
    def __init__(self):
        java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
        self.process = subprocess.Popen([java, "-XX:TieredStopAtLevel=1", "-Xmx700m", "-cp", os.environ["WEIR_CLASSPATH"], "dev.weir.jinja.TemplateLines"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def outcomes(self, cases):
        """For (template, mode, context) each."""
        results = []
        for start in range(0, len(cases), 20):
            part = cases[start:start + 20]
            for template, mode, context in part:
                line = "%s\t%s\t%s\n" % (mode, encoded(template), encoded(json.dumps(context, ensure_ascii=False)))
                self.process.stdin.write(line.encode())
            self.process.stdin.flush()
            for _ in part:
                results.append(base64.b64decode(self.process.stdout.readline().strip()).decode())
        return results


def encoded(text):
    return base64.b64encode(text.encode("utf-8", "replace")).decode()


def differs(weir, template, mode):
    expected = reference.outcome(template, mode)
    if expected is None or EXPLAINED.search(expected):
        return None
    actual = weir.outcomes([(template, mode, generate.CONTEXT)])[0]
    return None if actual == expected or EXPLAINED.search(actual) else (expected, actual)


def kind(pair):
    """The two outcomes without what changes while a template shrinks."""
    return [re.sub(r"\d+|'[^']*'", "_", part) if part.startswith("error") else part[:2] for part in pair]


def shrunk(weir, template, mode, found):
    """Cuts pieces out as long as it still differs in the same way."""
    step = max(1, len(template) // 2)
    tries = 0
    while step >= 1 and tries < 150:
        at = 0
        while at < len(template) and tries < 150:
            tries += 1
            shorter = template[:at] + template[at + step:]
            again = differs(weir, shorter, mode)
            if again and kind(again) == kind(found):
                template, found = shorter, again
            else:
                at += step
        step //= 2
    return template, found


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    out = open(sys.argv[3], "w") if len(sys.argv) > 3 else None
    weir = Weir()
    seen = collections.Counter()
    ended = collections.Counter()
    skipped = 0
    for start in range(first, first + count, 200):
        batch = []
        for seed in range(start, min(start + 200, first + count)):
            template, mode = generate.template(seed)
            expected = reference.outcome(template, mode)
            if expected is None or EXPLAINED.search(expected):
                skipped += 1
                continue
            batch.append((seed, template, mode, expected))
        actual = weir.outcomes([(template, mode, generate.CONTEXT) for _, template, mode, _ in batch])
        for (seed, template, mode, expected), got in zip(batch, actual):
            ended[expected.split("\n")[0] + ("" if expected.startswith("ok") else " " + expected.split("\n")[1])] += 1
            if got == expected or EXPLAINED.search(got):
                continue
            pair = (expected, got)
            seen[str(kind(pair))] += 1
            if seen[str(kind(pair))] > 2:
                continue
            template, (expected, got) = shrunk(weir, template, mode, pair)
            print("---- seed %d %s\n%r\n  reference %r\n  weir      %r" % (seed, mode, template, expected, got), flush=True)
            if out:
                out.write(json.dumps([seed, mode, template]) + "\n")
                out.flush()
    print("%d templates, %d differ, %d left out; %s" % (count, sum(seen.values()), skipped, dict(ended.most_common())))


if __name__ == "__main__":
    main()
