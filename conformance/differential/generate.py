"""Templates made from a seed: every construct of the language, sensible and senseless, and broken ones."""

import random

CONTEXT = {
    "i": 3, "zero": 0, "neg": -7, "f": 2.5, "big": 100000000000000000000, "s": "Hello World", "t": "a,b,c",
    "u": "zażółć 😀 ßǅ İı", "e": "", "w": "  padded\t", "l": [3, 1, 2], "ls": ["b", "a", "C", "a"], "mix": [1, "a", None, 2.5, True, [1]],
    "lo": [{"k": "x", "v": 1}, {"k": "y", "v": 2}, {"k": "x", "v": None, "n": {"m": [7, 8]}}],
    "d": {"a": 1, "b": "two", "c": None, "items": 5, "B": [1, 2]}, "nest": {"x": {"y": {"z": [1, {"q": "deep"}]}}, "l": []},
    "no": None, "yes": True, "never": False, "pairs": [["a", 1], ["b", 2]], "cr": "one\r\ntwo\nthree\rfour",
    "html": "<a href=\"x\">'&amp;'</a> see https://example.org/p?q=1 now", "num": "42", "flt": "-1.5e3", "k": "a",
    "tree": [{"v": "a", "c": [{"v": "b", "c": []}, {"v": "c", "c": [{"v": "d", "c": []}]}]}, {"v": "e", "c": []}],
    "long": "the quick brown fox jumps over the lazy-dog and a_very_long_word_that_does_not_fit\n\nsecond paragraph",
}
NAMES = list(CONTEXT)
LOCALS = ["x", "y", "i", "acc", "ns"]
TEXTS = ["'a'", "''", "'abc'", '"it\'s"', "'A b-C_d'", "'%s and %s'", "'{} {0} {x}'", "'10'", "' x '", r"'l1\nl2'", "'żółw'", "'😀é'", r"'\x41\u00e9\t'",
         "'a' 'b'", "'}}'", "'%}'", "'1e5'", "'true'", "'None'", "'a.b.c'", "','", "'-'"]
INTEGERS = ["0", "1", "2", "3", "-1", "7", "10", "255", "1_000", "0x1f", "0b11", "9223372036854775807", "123456789012345678901"]
FLOATS = ["0.0", "1.0", "2.5", "-0.5", "1e3", "1e-7", "0.1", "1e16", "3.14159", "1_0.5", "12345.678"]
OTHERS = ["none", "true", "false", "True", "None", "nope", "nope", "l", "d", "lo"]
BINARY = ["+", "-", "*", "/", "//", "%", "~", "~", "+"]
COMPARE = ["==", "!=", "<", "<=", ">", ">=", "in", "not in"]
TESTS = ["boolean", "callable", "defined", "divisibleby 2", "divisibleby(3)", "eq 1", "equalto(1)", "escaped", "even", "false", "filter", "float", "ge 1", "gt(1)",
         "greaterthan 0", "in [1, 2]", "integer", "iterable", "le 3", "lessthan 3", "lower", "lt 3", "mapping", "ne 1", "none", "number", "odd",
         "sameas none", "sameas true", "sequence", "string", "test", "true", "undefined", "upper", "== 1", "!= 2", "in('abc')", "divisibleby 0", "sameas(no)"]
FILTERS = """abs attr('a') attr('upper') batch(2)|list batch(2,'x')|list batch(linecount=3)|list capitalize center center(20) center(width=7) count d('dv') default('x')
default('x',true) default(default_value='z',boolean=True) default dictsort dictsort(true) dictsort(false,'value') dictsort(by='value',reverse=true) dictsort(by='nope') e escape
filesizeformat filesizeformat(true) first float float(1.5) float(default='q') forceescape format('a','b') format(1) format(x=1) format groupby('k') groupby(attribute='k',default='z')
indent indent(2) indent(2,true) indent(width='>>',blank=true) indent(first=true) int int(5) int('x') int(base=16) int(0,2) items|list join join(',') join('-','k') join(attribute='v') last length list lower
map('upper')|list map(attribute='k')|list map(attribute='v',default=0)|list map('default','z')|list map('int')|list map('nofilter')|list map|list max max(attribute='v') min min(case_sensitive=true) pprint
reject('odd')|list reject|list rejectattr('v')|list rejectattr('v','none')|list replace('a','b') replace('a','b',1) replace('','-') reverse|list reverse round round(1) round(1,'floor') round(0,'ceil') round(precision=-1) round(method='common') round(2,'x')
safe select('odd')|list select|list select('string')|list select('gt',1)|list selectattr('v')|list selectattr('k','equalto','x')|list selectattr('k','in',['x'])|list selectattr('n')|list slice(2)|list slice(2,'f')|list sort sort(true) sort(reverse=true) sort(attribute='v') sort(attribute='k,v') sort(case_sensitive=true)
string striptags sum sum(attribute='v') sum(start=10) sum('v',5) title tojson tojson(2) tojson(indent=1) trim trim('ac') truncate(5) truncate(9,true) truncate(9,false,'!') truncate(5,leeway=0) truncate(length=6,end='') unique|list unique(true)|list unique(attribute='k')|list
upper urlencode urlize urlize(10) urlize(nofollow=true) urlize(target='_b') wordcount wordwrap wordwrap(10) wordwrap(10,false) wordwrap(12,wrapstring='|') wordwrap(8,true,'/',false) xmlattr xmlattr(false) map(attribute='n.m')|list map(attribute='0')|list sum(attribute='nope') first|upper last|string
replace(1,2) upper(1) default(1,2,3) nofilter length(2) join(1) int(none) sort('v') attr(1) batch slice truncate(2)""".split()
STR_METHODS = """upper() lower() title() capitalize() swapcase() casefold() strip() strip('ab') lstrip() rstrip('c ') split() split(',') split(',',1) split(none,1) split(maxsplit=1) rsplit(',',1) rsplit() splitlines() splitlines(true) partition(',') rpartition('a') partition('')
replace('a','x') replace('a','x',1) replace('','.') startswith('a') startswith(('a','H')) startswith('e',1) endswith('c') endswith('c',0,2) find('a') find('o',5) find('zz') rfind('o') index('a') rindex('l') count('a') count('') count('l',3,5)
zfill(6) center(9) center(9,'*') ljust(8,'.') rjust(8) isdigit() isalpha() isalnum() isnumeric() isdecimal() isspace() isupper() islower() istitle() isidentifier() isascii() isprintable() expandtabs() expandtabs(4) join(['a','b']) join(ls) join([1]) join(d)
format() format(1,2) format(x=5) format(*l) format_map({'x':1}) removeprefix('a') removesuffix('c') translate({97:'b'}) translate({97:none}) center() split('') zfill('a') nomethod() upper(1) replace('a') encode""".split()
LIST_METHODS = ["index(1)", "index(9)", "count(1)", "copy()", "pop()", "pop(0)", "pop(9)", "append(4)", "extend('ab')", "insert(1,9)", "remove(1)", "remove(9)", "reverse()", "sort()", "sort(reverse=true)", "clear()", "index('a',1)", "index(2,0,1)", "nomethod()"]
DICT_METHODS = ["keys()", "values()", "items()", "keys()|list", "get('a')", "get('z')", "get('z',9)", "pop('a')", "pop('z')", "pop('z',0)", "setdefault('q',1)", "setdefault('a')", "update(b=2)", "update({'z':1})", "update([('y',2)])", "copy()", "popitem()", "clear()", "fromkeys('ab',1)", "nomethod()", "get()", "items()|first", "keys()|sort"]
SPECS = ["d", "5", "<8", ">8", "^8", "*^9", "+", "05", ",", "_", ".2f", "e", ".3e", "g", "%", ".1%", "x", "#x", "X", "b", "o", "c", "n", "10.3f", "+.1f", " d", "08.2f", "s", ".2", ",.2f", "=+8", "#o", "q", ".2d", "<", "10,"]
PERCENTS = ["%s", "%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o", "%f", "%.2f", "%10.3f", "%e", "%g", "%G", "%r", "%a", "%c", "%%", "%5s|", "%-5s|", "%.2s", "%i", "%(a)s", "%q", "%", "%s %s"]
TEXT_BITS = ["", "a", " ", "\n", "  \n ", "select *\n  from t", "{", "}", "#", "%", "%}", "}}", " x ", "\t", "ü😀", "\r\n", "-- c\n", "'", '"', "\n\n", "$", "{ {"]
MODULES = """modules.datetime.datetime(2024,2,29,13,5,9,123456) modules.datetime.date(2024,1,31) modules.datetime.timedelta(days=1,hours=-5,minutes=3) modules.datetime.timedelta(seconds=86399.5) modules.datetime.time(3,4,5)
modules.datetime.datetime(2024,1,1,tzinfo=modules.pytz.utc) modules.pytz.timezone('Europe/Warsaw') modules.datetime.datetime.strptime('2024-03-05','%Y-%m-%d') modules.datetime.date.fromisoformat('2023-12-31') modules.datetime.datetime(2023,5,6)
modules.pytz.timezone('America/New_York').localize(modules.datetime.datetime(2024,7,1,12)) modules.datetime.datetime.fromtimestamp(0,modules.pytz.utc) modules.datetime.datetime.min modules.datetime.date.max modules.datetime.timedelta(weeks=2) modules.pytz.utc""".split()
STRFTIME = ["%Y-%m-%d", "%H:%M:%S", "%y%j", "%a %A %b %B", "%p %I", "%f", "%Z%z", "%c", "%x %X", "%U %W %w %u", "%G-W%V", "%d/%e", "%%", "%s"[:0] + "%D", "%-d", "%T %R", "%q"]
DATE_BITS = [".year", ".isoformat()", ".date()", ".weekday()", ".isoweekday()", ".isocalendar()", ".replace(day=1)", ".replace(month=13)", ".total_seconds()", ".days", ".seconds", ".timestamp()", ".timetuple()", ".toordinal()", ".ctime()", ".tzinfo",
             ".strftime('%Y')", ".utcoffset()", ".hour", ".isoformat(' ')", ".isoformat(sep=' ',timespec='minutes')", ".astimezone(modules.pytz.utc)", ".time()", ".microsecond", ".nope", ".zone", "|string", " is string", ".weekday"]
REGEX = ["'(a)(b)?'", r"'\\d+'", r"'\\w+'", "'[a-c]'", "'(?P<n>l+)o'", "'^H.*d$'", "'(?i)hello'", "','", r"'\\s*'", "'('", "'a|b|'", "'o(?= )'"]
ITER = ["chain(l,ls)", "product(l,'ab')", "product('ab',repeat=2)", "combinations(l,2)", "permutations('abc',2)", "combinations_with_replacement('ab',2)", "accumulate(l)", "repeat('a',2)", "islice('abcdef',1,5,2)", "islice(l,2)", "zip_longest(l,'a')", "zip_longest(l,'a',fillvalue=0)",
        "starmap(range,[(1,3)])", "compress('abc',[1,0,1])", "groupby('aab')", "takewhile(range,l)", "count(1)|first", "tee(l)", "chain()", "combinations(l)", "product()", "dropwhile(nope,l)", "cycle('ab')|first"]


class Grammar:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.names = list(NAMES)
        self.macros = []
        self.loops = 0

    def pick(self, items):
        return items[int(self.r.random() * len(items))]

    def chance(self, share):
        return self.r.random() < share

    # ---- expressions
    def expression(self, depth=3):
        kind = self.r.random()
        if depth <= 0 or kind < 0.12:
            return self.atom()
        if kind < 0.22:
            return "%s %s %s" % (self.operand(depth), self.pick(BINARY), self.operand(depth))
        if kind < 0.29:
            return " ".join([self.operand(depth)] + ["%s %s" % (self.pick(COMPARE), self.operand(depth)) for _ in range(1 + self.chance(0.2))])
        if kind < 0.34:
            return "%s %s %s" % (self.operand(depth), self.pick(["and", "or"]), self.operand(depth))
        if kind < 0.36:
            return "not " + self.operand(depth)
        if kind < 0.38:
            return self.pick("+-") + self.operand(depth)
        if kind < 0.39:
            return "%s ** %s" % (self.pick(INTEGERS[:6] + FLOATS + ["i", "neg"]), self.pick(["2", "-1", "0.5", "3", "0"]))
        if kind < 0.43:
            tail = " else " + self.operand(depth) if self.chance(0.8) else ""
            return "%s if %s%s" % (self.operand(depth), self.operand(depth), tail)
        if kind < 0.60:
            return self.operand(depth) + "|" + self.filter_bit()
        if kind < 0.66:
            return "%s is %s%s" % (self.operand(depth), self.pick(["", "", "not "]), self.pick(TESTS))
        if kind < 0.74:
            return self.pick(["s", "t", "u", "w", "cr", "long", "num", "ls[0]"] + TEXTS) + "." + self.pick(STR_METHODS)
        if kind < 0.77:
            return self.pick(["l", "ls", "mix", "[2, 1]", "pairs", "(1, 2)"]) + "." + self.pick(LIST_METHODS)
        if kind < 0.80:
            return self.pick(["d", "nest", "{}", "{'a': [1]}", "lo[0]"]) + "." + self.pick(DICT_METHODS)
        if kind < 0.84:
            return self.subscript(depth)
        if kind < 0.87:
            return self.formatted(depth)
        if kind < 0.91:
            return self.collection(depth)
        if kind < 0.94:
            return self.call(depth)
        if kind < 0.97:
            return self.module(depth)
        return "(%s)" % self.expression(depth - 1)

    def formatted(self, depth):
        which = int(self.r.random() * 4)
        if which == 0:
            return "'%s' %% %s" % (self.pick(PERCENTS), self.operand(depth))
        if which == 1:
            return "'%s|%s' %% (%s, %s)" % (self.pick(PERCENTS), self.pick(PERCENTS), self.operand(depth), self.operand(depth))
        if which == 2:
            return "'{:%s}'.format(%s)" % (self.pick(SPECS), self.operand(depth))
        return "'{%s!%s}|{%s}'.format(%s, x=%s)" % (self.pick(["", "0", "x"]), self.pick("rsa"), self.pick(["", "1", "0", "x", "x[0]", "0.a", "0[a]", "x:>5"]), self.operand(depth), self.operand(depth))

    def operand(self, depth):
        text = self.expression(depth - 1)
        plain = all(c.isalnum() or c in "_'." for c in text)
        return text if plain or self.chance(0.25) else "(%s)" % text

    def atom(self):
        kind = self.r.random()
        if kind < 0.55:
            return self.pick(self.names)
        if kind < 0.70:
            return self.pick(TEXTS)
        if kind < 0.80:
            return self.pick(INTEGERS)
        if kind < 0.87:
            return self.pick(FLOATS)
        if kind < 0.9 and self.loops:
            return "loop." + self.pick(["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem", "cycle('a','b')", "changed(i)", "nope"])
        return self.pick(OTHERS)

    def filter_bit(self):
        bit = self.pick(FILTERS)
        return bit + "|" + self.pick(FILTERS) if self.chance(0.15) else bit

    def subscript(self, depth):
        base = self.pick(["l", "ls", "s", "d", "lo", "nest", "mix", "u", "(1, 2, 3)", "pairs", "range(9)", "nope", "nest.x.y"])
        kind = self.r.random()
        if kind < 0.3:
            return "%s[%s]" % (base, self.pick(["0", "-1", "1", "9", "'a'", "'x'", "k", "i", "none", "1.0", "true", "'k'", "0, 1"]))
        if kind < 0.65:
            part = lambda: self.pick(["", "", "1", "-1", "2", "0", "-2", "9", "none", "i", "'a'" if self.chance(0.1) else "1"])
            return "%s[%s:%s%s]" % (base, part(), part(), ":" + self.pick(["", "2", "-1", "-2", "0", "1"]) if self.chance(0.5) else "")
        return base + "".join(self.pick([".a", ".x", ".y", "[0]", ".0", ".k", "['v']", ".upper()", ".z", ".b", ".items", "[-1]", ".n.m"]) for _ in range(1 + int(self.r.random() * 3)))

    def collection(self, depth):
        kind = self.r.random()
        parts = [self.expression(depth - 1) for _ in range(int(self.r.random() * 4))]
        parts = ["(%s)" % part if "," in part else part for part in parts]
        if kind < 0.35:
            return "[%s]" % ", ".join(parts)
        if kind < 0.55:
            return "(%s,)" % ", ".join(parts) if parts else "()"
        if kind < 0.85:
            return "{%s}" % ", ".join("%s: %s" % (self.pick(["'a'", "'b'", "1", "1.0", "true", "none", "(1, 2)", "k", "'é'", "l"]), part) for part in parts)
        return self.pick(["range(4)", "range(1, 8, 2)", "range(5, 0, -2)", "dict(a=1, b='x')", "dict(pairs)", "dict(d, z=1)", "range(3)|list", "namespace(a=1)", "cycler('a', 'b').next()", "joiner(',')()", "range(0, 9, 0)", "range()", "range('a')", "dict(1)"])

    def call(self, depth):
        kind = self.r.random()
        if self.macros and kind < 0.6:
            return "dbt_macro__%s(%s)" % (self.pick(self.macros), self.arguments(depth))
        if kind < 0.9:
            return "echo(%s)" % self.arguments(depth)
        return self.pick(["nope", "s", "d.a", "none", "l", "caller", "loop", "i"]) + "(%s)" % self.arguments(depth)

    def arguments(self, depth):
        parts = [self.operand(depth - 1) for _ in range(int(self.r.random() * 3))]
        if self.chance(0.3):
            parts.append("%s=%s" % (self.pick(["a", "b", "x", "p"]), self.operand(depth - 1)))
        if self.chance(0.08):
            parts.append("*" + self.pick(["l", "ls", "'ab'", "(1,)", "no"]))
        if self.chance(0.08):
            parts.append("**" + self.pick(["{'q': 1}", "d", "{}", "l", "{'a': 2}"]))
        return ", ".join(parts)

    def module(self, depth):
        kind = self.r.random()
        if kind < 0.2:
            return self.pick(MODULES) + self.pick(DATE_BITS)
        if kind < 0.35:
            return "(%s %s %s)%s" % (self.pick(MODULES), self.pick(["+", "-", "==", "<", "*", "/", "//", "%"]), self.pick([name for name in MODULES if not name.startswith('modules.pytz')] + ["2", "1.5", "none"]), self.pick(["", "", "|string", ".days"]))
        if kind < 0.5:
            return "%s.strftime('%s')" % (self.pick(MODULES), self.pick(STRFTIME))
        if kind < 0.8:
            how = self.pick(["match(%s, %s)", "search(%s, %s)", "fullmatch(%s, %s)", "findall(%s, %s)", "split(%s, %s)", "sub(%s, '<\\\\g<0>>', %s)", "sub(%s, '_', %s, 1)", "subn(%s, 'x', %s)", "search(%s, %s).group()", "search(%s, %s).groups()", "search(%s, %s).span()", "search(%s, %s).groupdict()", "compile(%s).findall(%s)", "finditer(%s, %s)|list|length", "search(%s, %s, modules.re.IGNORECASE)"])
            text = "modules.re." + how % (self.pick(REGEX), self.pick(["s", "t", "u", "long", "'abba'", "'x1y22'", "e", "i"]))
            return text
        return "modules.itertools." + self.pick(ITER) + self.pick(["|list", "|list", "|length", "", "|map('string')|list"])

    # ---- statements
    def template(self):
        text = self.block(3)
        if self.chance(0.12):
            text = self.broken(text)
        return text

    def block(self, depth):
        return "".join(self.statement(depth) for _ in range(1 + int(self.r.random() * (4 if depth == 3 else 3))))

    def open(self, words):
        return "{%" + self.pick(["", "", "", "-", "+"]) + self.pick([" ", " ", "", "\n"]) + words + self.pick([" ", " ", ""]) + self.pick(["", "", "", "-"]) + "%}"

    def statement(self, depth):
        kind = self.r.random()
        if kind < 0.22 or depth <= 0 and kind < 0.5:
            return self.pick(TEXT_BITS)
        if kind < 0.55 or depth <= 0:
            return "{{" + self.pick(["", "", "", "-"]) + " " + self.expression() + " " + self.pick(["", "", "", "-"]) + "}}"
        if kind < 0.65:
            return self.loop(depth - 1)
        if kind < 0.73:
            middle = self.open("elif " + self.expression(2)) + self.block(depth - 1) if self.chance(0.3) else ""
            other = self.open("else") + self.block(depth - 1) if self.chance(0.5) else ""
            return self.open("if " + self.expression(2)) + self.block(depth - 1) + middle + other + self.open("endif")
        if kind < 0.83:
            return self.set(depth)
        if kind < 0.89:
            return self.macro(depth)
        if kind < 0.92 and self.macros:
            head = self.pick(["", "", "(p)", "(p, q=2)"])
            return self.open("call%s dbt_macro__%s(%s)" % (head, self.pick(self.macros), self.arguments(2))) + self.block(depth - 1) + self.pick(["", "{{ p }}"]) + self.open("endcall")
        if kind < 0.935:
            return self.open("filter " + self.pick(["upper", "trim", "replace('a', 'b')", "indent(2)", "length", "title|trim", "join('-')", "nofilter"])) + self.block(depth - 1) + self.open("endfilter")
        if kind < 0.95:
            return self.open("with " + self.pick(["x=1", "x=i, y=x", "", "i=i+1", "x=l, acc=x"])) + self.block(depth - 1) + "{{ x }}" + self.open("endwith")
        if kind < 0.965:
            return self.open("do " + self.pick(["l.append(1)", "d.update(x=1)", "ls.sort()", self.expression(2)]))
        if kind < 0.975:
            return self.open("raw") + self.pick(["{{ x }}", "{% if %}", "{#", " a ", "\n"]) + self.open("endraw")
        if kind < 0.985:
            return self.pick(["{#", "{#-"]) + self.pick([" c ", "{{ x }}", "\n", ""]) + self.pick(["#}", "-#}"])
        if self.loops:
            return self.open("if " + self.expression(1)) + self.open(self.pick(["break", "continue"])) + self.open("endif")
        return self.open(self.pick(["print 1", "block b" + str(int(self.r.random() * 99)), "print i, l", "print"]))

    def loop(self, depth):
        before = list(self.names)
        if self.chance(0.1):
            return self.open("for n in tree recursive") + self.pick(["{{ n.v }}", "{{ loop.depth }}{{ n.v }}", "{{ loop.index }}"]) + self.pick(["{{ loop(n.c) }}", "{% if n.c %}[{{ loop(n.c) }}]{% endif %}", "{{ loop(n.c)|upper }}"]) + self.open("endfor")
        if self.chance(0.2):
            target, items = self.pick([("x, y", "pairs"), ("x, y", "d.items()"), ("x, (y, acc)", "[(1, (2, 3))]"), ("x, y", "l"), ("x, y", "[(1, 2), 'ab']"), ("(x, y)", "d|dictsort"), ("x, y", "lo|groupby('k')"), ("x, y", "ls|batch(2)")])
        else:
            target, items = self.pick(["x", "y", "i", "l"]), self.pick(["l", "ls", "lo", "d", "mix", "range(3)", "s", "nope", "[]", "pairs", "u", "'ab'", "l|reverse", "ls|map('upper')", self.expression(2)])
        self.names += [name.strip(" ()") for name in target.split(",")] * 3
        self.loops += 1
        text = self.open("for %s in %s%s" % (target, items, " if " + self.expression(2) if self.chance(0.2) else "")) + self.block(depth)
        self.loops -= 1
        if self.chance(0.25):
            text += self.open("else") + self.block(depth)
        if self.chance(0.7):
            self.names = before
        return text + self.open("endfor")

    def set(self, depth):
        name = self.pick(LOCALS + ["l", "s"])
        self.names.append(name)
        kind = self.r.random()
        if kind < 0.55:
            return self.open("set %s = %s" % (name, self.expression()))
        if kind < 0.65:
            return self.open("set x, y = " + self.pick(["1, 2", "pairs", "l", "s", "(1, 2)", "'ab'", "[1]"]))
        if kind < 0.82:
            return self.open("set " + name + self.pick(["", "", " | upper", " | trim | length", " | replace('a', 'b')"])) + self.block(depth - 1) + self.open("endset")
        return self.open("set ns = namespace(a=%s)" % self.pick(["1", "[]", "''", "l"])) + self.open("set ns.%s = %s" % (self.pick(["a", "b"]), self.expression(2))) + "{{ ns.a }}{{ ns.b }}"

    def macro(self, depth):
        name = self.pick(["f", "g", "h"])
        before, loops = list(self.names), self.loops
        parameters = self.pick(["", "x", "x, y", "x, y=1", "x=i, y=x", "a=1, b=[]", "p, x=d", "caller=none", "x, x"[:1]])
        self.names += ["x", "y", "varargs", "kwargs", "a", "b"]
        self.loops = 0
        body = self.block(depth - 1) + self.pick(["", "{{ varargs }}", "{{ kwargs }}", "{{ caller() }}", "{{ caller(1) }}", "{{ x }}", "{% if caller %}{{ caller() }}{% endif %}"])
        self.names, self.loops = before, loops
        self.macros.append(name)
        return self.open("macro %s(%s)" % (name, parameters)) + body + self.open("endmacro")

    # ---- what is no template
    def broken(self, text):
        for _ in range(1 + int(self.r.random() * 2)):
            at = int(self.r.random() * (len(text) + 1))
            kind = self.r.random()
            if kind < 0.4:
                text = text[:at] + text[at + 1 + int(self.r.random() * 4):]
            elif kind < 0.8:
                text = text[:at] + self.pick(["{{", "}}", "{%", "%}", "{#", "#}", "'", '"', "(", ")", "[", "]", "{", "}", ",", "|", ".", "=", "!", "$", "\\", " is ", " not ", " if ", " else ", " in ", " and ", ":", "1", "*", "**", "~", "-", "%", "{% endif %}", "{% else %}", "{% endfor %}", "{% foo %}", "0x", "1_", "1.", "é", ";", "\n", "&", "@", "<", "=="]) + text[at:]
            else:
                text = text[:at] + text[at + len(text) // 4:] + text[at:at + 3]
        return text


def template(seed):
    """The template of a seed, and the way it is rendered: of odd seeds wild ones, of even ones sensible ones."""
    if seed % 2 == 0:
        import sensible

        return sensible.template(seed)
    grammar = Grammar(seed)
    mode = grammar.pick(["text", "text", "text", "lenient", "native"])
    if mode == "native" and grammar.chance(0.5):
        return "{{ %s }}" % grammar.expression(), mode
    return grammar.template(), mode
