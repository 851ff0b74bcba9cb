"""What the reference makes of a template."""

import decimal
import functools
import itertools
import json
import re
import resource
import signal

import dbt.context.base
import jinja2
import markupsafe
from dbt_common.clients.jinja import get_environment

from generate import CONTEXT

resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
ENVIRONMENTS = {"text": get_environment(None, False, False), "lenient": get_environment(None, True, False), "native": get_environment(None, False, True)}
# The same, but for filters that yield plain text where Jinja's yield Markup.
PLAIN = {"text": get_environment(None, False, False), "lenient": get_environment(None, True, False), "native": get_environment(None, False, True)}
MODULES = dbt.context.base.get_context_modules()
MODULES["itertools"] = {name: getattr(itertools, name) for name in MODULES["itertools"]}
CONTEXT_TEXT = json.dumps(CONTEXT, ensure_ascii=False)


def plain(function):
    @functools.wraps(function)
    def without_markup(*args, **kwargs):
        value = function(*args, **kwargs)
        return str.__str__(value) if isinstance(value, markupsafe.Markup) else value
    return without_markup


for environment in PLAIN.values():
    environment.filters = {name: plain(function) for name, function in environment.filters.items()}


class Slow(BaseException):
    pass


def slow(*_):
    raise Slow()


signal.signal(signal.SIGALRM, slow)


def echo(*args, **kwargs):
    return "%r %r" % (args, kwargs)


class Relation:
    """The other side of StandInRelation, in the jinja room's tests."""

    __module__ = "builtins"
    database, schema, identifier, name, table, type = "db", "sch", "tbl", "tbl", "tbl", "table"
    is_table, is_view, is_cte, is_materialized_view, can_be_renamed, can_be_replaced = True, False, False, False, False, False

    def include(self, *args, **kwargs):
        return self

    quote = incorporate = without_identifier = information_schema_only = include

    def render(self, *args, **kwargs):
        return str(self)

    def __str__(self):
        return '"db"."sch"."tbl"'

    def __repr__(self):
        return '<Relation "db"."sch"."tbl">'


def outcome(template, mode, context=None, environments=ENVIRONMENTS):
    """Text behind "ok", or type, line of a syntax error, and message behind "error"; None for what takes too long."""
    environment = environments[mode]
    names = json.loads(CONTEXT_TEXT) if context is None else json.loads(json.dumps(context))
    names.update(echo=echo, dec=decimal.Decimal, set=set, relation=Relation(), modules=MODULES)
    signal.setitimer(signal.ITIMER_REAL, 2)
    try:
        value = environment.from_string(template).render(names)
        text = "ok\n" + ("%s %r" % (type(value).__name__, value) if mode == "native" else value)
    except jinja2.exceptions.TemplateSyntaxError as error:
        text = "error\nTemplateSyntaxError\n%d\n%s" % (error.lineno, error.message)
    except Slow:
        return None
    except Exception as error:
        text = "error\n%s\n%s" % (type(error).__name__, error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return re.sub("(?i)( at 0x)[0-9a-f]+", r"\1", text)
