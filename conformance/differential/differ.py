"""Renders generated templates with the reference and with Weir, and prints where they differ, shrunk.

    <reference>/bin/python conformance/differential/differ.py FIRST_SEED COUNT [differences.jsonl]

The other side is a JVM (dev.weir.jinja.TemplateLines of the jinja room's tests), found through WEIR_CLASSPATH. Both sides are one
process each and work at the same time, a batch apart.
"""

import base64
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys

import generate
import reference

# What a difference says of itself (in either outcome), and the number in COMPATIBILITY.md under which it is meant.
EXPLAINED = [(number, re.compile(words)) for number, words in (
    (3, "'(break|continue)' (outside|not properly)"),
    (18, "complex|MemoryError|exceeds the limit|OverflowError\n(cannot fit|Python int too large)"),
    (20, "expected str instance"),
    (21, "NameError\nname '(inf|nan)'"),
    (37, "RecursionError"),
    (78, "no loader for this environment"),
    (79, "root.<locals>|<module 'modules'>"),
)]


class Weir:
    def __init__(self):
        java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
        self.process = subprocess.Popen([java, "-XX:+UseSerialGC", "-Xmx700m", "-cp", os.environ["WEIR_CLASSPATH"], "dev.weir.jinja.TemplateLines"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.context = encoded(json.dumps(generate.CONTEXT, ensure_ascii=False))

    def outcomes(self, cases):
        """For (template, mode) each."""
        results = []
        for start in range(0, len(cases), 8):
            part = cases[start:start + 8]
            for template, mode in part:
                self.process.stdin.write(("%s\t%s\t%s\n" % (mode, encoded(template), self.context)).encode())
            self.process.stdin.flush()
            for _ in part:
                results.append(base64.b64decode(self.process.stdout.readline().strip()).decode())
        return results


def encoded(text):
    return base64.b64encode(text.encode("utf-8", "replace")).decode()


FUNCTION = re.compile(r"<(function|built-in method) [^<>]*>")
UNORDERED = re.compile("error\nTypeError\n'<' not supported between instances of '(.*)' and '(.*)'")


def named(outcome):
    """The number that an outcome shows by its words, or None."""
    return next((number for number, words in EXPLAINED if words.search(outcome)), None)


def explanation(template, mode, expected, actual):
    """The number of a difference that is meant, or None."""
    number = named(expected) or named(actual)
    if number:
        return number
    if FUNCTION.sub("<function>", expected) == actual:
        return 79
    if reference.outcome(template, mode, environments=reference.PLAIN) == actual:
        return 17
    if "set(" in template and sorted(expected) == sorted(actual):
        return 16
    order = [UNORDERED.fullmatch(outcome) for outcome in (expected, actual)]
    return 16 if all(order) and order[0].groups() == order[1].groups()[::-1] else None


def differs(weir, template, mode):
    expected = reference.outcome(template, mode)
    if expected is None:
        return None
    actual = weir.outcomes([(template, mode)])[0]
    return None if actual == expected or explanation(template, mode, expected, actual) else (expected, actual)


def kind(pair):
    """The two outcomes without what changes while a template shrinks."""
    return [re.sub(r"\d+|'[^']*'", "_", part) if part.startswith("error") else part[:2] for part in pair]


def shrunk(weir, template, mode, found):
    """Cuts pieces out as long as it still differs in the same way."""
    step = max(1, len(template) // 2)
    tries = 0
    while step >= 1 and tries < 250:
        at = 0
        while at < len(template) and tries < 250:
            tries += 1
            shorter = template[:at] + template[at + step:]
            again = differs(weir, shorter, mode)
            if again and kind(again) == kind(found):
                template, found = shorter, again
            else:
                at += step
        step //= 2
    return template, found


def around(expected, actual):
    """The two outcomes from shortly before they part."""
    at = next((n for n, (a, b) in enumerate(zip(expected, actual)) if a != b), min(len(expected), len(actual)))
    return [text[max(0, at - 60):at + 120] for text in (expected, actual)]


class Report:
    def __init__(self, weir, out):
        self.weir, self.out = weir, out
        self.seen, self.ended, self.meant = collections.Counter(), collections.Counter(), collections.Counter()

    def compare(self, batch, actual):
        for (seed, template, mode, expected), got in zip(batch, actual):
            self.ended[expected.split("\n")[0] + ("" if expected.startswith("ok") else " " + expected.split("\n")[1])] += 1
            if got == expected:
                continue
            number = explanation(template, mode, expected, got)
            if number:
                self.meant[number] += 1
                continue
            pair = (expected, got)
            self.seen[str(kind(pair))] += 1
            if self.seen[str(kind(pair))] > (8 if expected.startswith("ok") else 2):
                continue
            template, (expected, got) = shrunk(self.weir, template, mode, pair)
            print("---- seed %d %s\n%r\n  reference %r\n  weir      %r" % (seed, mode, template, *around(expected, got)), flush=True)
            if self.out:
                self.out.write(json.dumps([seed, mode, template]) + "\n")
                self.out.flush()


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    weir = Weir()
    report = Report(weir, open(sys.argv[3], "w") if len(sys.argv) > 3 else None)
    slow, under_way = 0, None
    with concurrent.futures.ThreadPoolExecutor(1) as other:
        for start in range(first, first + count, 200):
            batch = []
            for seed in range(start, min(start + 200, first + count)):
                template, mode = generate.template(seed)
                expected = reference.outcome(template, mode)
                if expected is None:
                    slow += 1
                else:
                    batch.append((seed, template, mode, expected))
            if under_way:
                report.compare(under_way[0], under_way[1].result())
            under_way = batch, other.submit(weir.outcomes, [(template, mode) for _, template, mode, _ in batch])
        report.compare(under_way[0], under_way[1].result())
    print("%d templates, %d differ, %d too slow for the reference, meant: %s; %s" % (count, sum(report.seen.values()), slow, dict(sorted(report.meant.items())), dict(report.ended.most_common())))


if __name__ == "__main__":
    main()
