"""What the reference makes of a template."""

import datetime
import itertools
import json
import re
import resource
import signal

import dbt.context.base
import jinja2
from dbt_common.clients.jinja import get_environment

from generate import CONTEXT

resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
ENVIRONMENTS = {"text": get_environment(None, False, False), "lenient": get_environment(None, True, False), "native": get_environment(None, False, True)}
MODULES = dbt.context.base.get_context_modules()
MODULES["itertools"] = {name: getattr(itertools, name) for name in MODULES["itertools"]}
CONTEXT_TEXT = json.dumps(CONTEXT, ensure_ascii=False)


class Slow(BaseException):
    pass


def slow(*_):
    raise Slow()


signal.signal(signal.SIGALRM, slow)


def echo(*args, **kwargs):
    return "%r %r" % (args, kwargs)


def outcome(template, mode, context=None):
    """Text behind "ok", or type, line of a syntax error, and message behind "error"; None for what takes too long."""
    environment = ENVIRONMENTS[mode]
    names = json.loads(CONTEXT_TEXT) if context is None else json.loads(json.dumps(context))
    names.update(echo=echo, modules=MODULES)
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
    return re.sub(" at 0x[0-9a-f]+", " at 0x", text)
