#!/usr/bin/env python3
"""Times the template language side by side with Jinja2 as dbt configures it, on the same templates with the same functions.

usage: <reference>/bin/python bench/jinja.py --java "JAVA [OPTION...] -cp CLASSPATH" --product "JAVA [OPTION...] -cp CLASSPATH" [--models N]

`--java` is a JVM with time to warm up, `--product` one with the options the launcher gives. Without dbt's libraries only our
own times are printed. Parsing is what `environment.from_string` does: text to something that can be rendered. Rendering is
measured twice: with the module of the macros made once, which is Jinja2 alone, and with macros called as dbt calls them.
"""

import argparse
import pathlib
import re
import shlex
import subprocess
import time
import types

SAMPLES = pathlib.Path(__file__).resolve().parent / "src/main/resources/dev/weir/bench/jinja"
COLUMNS = 100
AS_DBT = ", dbt's calls"


def java(command, *words):
    done = subprocess.run([*shlex.split(command), "dev.weir.bench.JinjaTimes", *words], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


def times(text):
    return {name: float(seconds) for name, seconds in (line.split("\t") for line in text.splitlines())}


class Return(Exception):
    def __init__(self, value):
        self.value = value


class Sample:
    """A model and its macros in dbt's environment."""

    def __init__(self, environment, name):
        self.environment = environment
        self.model = (SAMPLES / f"{name}.sql").read_text()
        self.macros = (SAMPLES / f"{name}_macros.sql").read_text()
        self.context = {
            "ref": lambda name: f'"dev"."marts"."{name}"',
            "var": lambda name, default: default,
            "config": lambda **_: "",
            "columns_of": lambda relation: [f"column_{i}" for i in range(COLUMNS)],
            "return": self.leave,
            "fail": self.fail,
        }
        module = self.parse_macros().make_module(vars=self.context)
        for name, macro in list(vars(module).items()):
            if name.startswith("dbt_macro__"):
                self.context[name.removeprefix("dbt_macro__")] = self.callable(macro)
        # macros see each other through the context, as in dbt
        module = self.parse_macros().make_module(vars=self.context)
        for name, macro in list(vars(module).items()):
            if name.startswith("dbt_macro__"):
                self.context[name.removeprefix("dbt_macro__")] = self.callable(macro)
        self.module = module
        self.template = self.parse_model()

    @staticmethod
    def leave(value):
        raise Return(value)

    @staticmethod
    def fail(message):
        raise RuntimeError(message)

    @staticmethod
    def callable(macro):
        def call(*args, **kwargs):
            try:
                return macro(*args, **kwargs)
            except Return as signal:
                return signal.value

        return call

    def call_macros_as_dbt(self):
        """From here on each macro is a template of its own and made anew for each call."""
        from dbt.clients.jinja import MacroGenerator, MacroStack
        from dbt_common.exceptions.macros import MacroReturn

        def leave(value):
            raise MacroReturn(value)

        self.context["return"] = leave
        stack = MacroStack()
        for text in re.findall(r"\{% macro .*?endmacro %\}", self.macros, re.DOTALL):
            name = re.match(r"\{% macro (\w+)", text)[1]
            macro = types.SimpleNamespace(macro_sql=text, name=name, unique_id=f"macro.bench.{name}", package_name="bench")
            self.context[name] = MacroGenerator(macro, self.context, None, stack)

    def parse_model(self):
        return self.environment.from_string(self.model)

    def parse_macros(self):
        return self.environment.from_string(self.macros)

    def render(self):
        return self.template.render(self.context)


def per_call(work):
    best, calls, end = float("inf"), 1, time.thread_time() + 2
    while time.thread_time() < end:
        start = time.thread_time()
        for _ in range(calls):
            work()
        took = time.thread_time() - start
        best = min(best, took / calls)
        if took < 0.02:
            calls *= 2
    return best


def cold(environment_of, models):
    text = (SAMPLES / "typical.sql").read_text()
    texts = [text.replace("payment", f"payment{i}").replace("orders", f"orders_{i}") for i in range(models)]
    environment = environment_of()
    start = time.perf_counter()
    sample = Sample(environment, "typical")
    for text in texts:
        environment.from_string(text).render(sample.context)
    return time.perf_counter() - start


def reference(models):
    from dbt_common.clients.jinja import get_environment

    found = {"cold": cold(get_environment, models)}
    texts = {}
    for name in ("typical", "wide"):
        sample = Sample(get_environment(), name)
        texts[name] = sample.render()
        found[f"parse {name}"] = per_call(sample.parse_model)
        found[f"parse {name} macros"] = per_call(sample.parse_macros)
        found[f"render {name}"] = per_call(sample.render)
        sample.call_macros_as_dbt()
        if sample.render() != texts[name]:
            raise SystemExit(f"{name} renders to another text when dbt calls its macros")
        found[f"render {name}{AS_DBT}"] = per_call(sample.render)
    return found, texts


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--java", required=True)
    arguments.add_argument("--product", required=True)
    arguments.add_argument("--models", type=int, default=1000)
    options = arguments.parse_args()
    try:
        theirs, texts = reference(options.models)
    except ImportError:
        print("no dbt in this Python: our own times only")
        theirs, texts = {}, {}
    for name, text in texts.items():
        ours = java(options.java, "text", name)
        if ours != text:
            raise SystemExit(f"{name} renders to different texts: {len(ours)} and {len(text)} characters")
    warm, product = times(java(options.java, "warm")), times(java(options.product, "warm"))
    runs = sorted(times(java(options.product, "cold", str(options.models)))["cold"] for _ in range(5))
    product["cold"] = runs[2]
    for found in (warm, product):
        found.update({name + AS_DBT: seconds for name, seconds in list(found.items()) if name.startswith("render ")})
    print(f"{'microseconds':32}{'Jinja2':>12}{'warm JVM':>12}{'ratio':>8}{'as launched':>14}{'ratio':>8}")
    for name in [*warm, "cold"]:
        label = f"first {options.models} models" if name == "cold" else name
        line = f"{label:32}"
        line += f"{theirs[name] * 1e6:12.1f}" if name in theirs else f"{'':12}"
        for found, width in ((warm, 12), (product, 14)):
            line += f"{found[name] * 1e6:{width}.1f}" if name in found else " " * width
            line += f"{theirs[name] / found[name]:8.1f}" if name in found and name in theirs else " " * 8
        print(line)


if __name__ == "__main__":
    main()
