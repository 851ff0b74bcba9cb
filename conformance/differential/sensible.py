"""Templates made from a seed that mostly render: expressions by the type they yield, statements that use what was set before."""

from generate import DATE_BITS, FLOATS, INTEGERS, ITER, MODULES, PERCENTS, REGEX, SPECS, STRFTIME, TEXT_BITS, Grammar

WORDS = ["'a'", "'abc'", "'Hello World'", "'x_y-z'", "''", "'  pad '", "'1,2,3'", "'żółw 😀'", "'it''s'", '"q\\"q"', "'l1\\nl2'", "'100%'", "'{x}'", "'Straße'", "'a b  c'"]
TYPES = ["text", "text", "integer", "real", "truth", "list", "list", "dict", "date", "delta", "decimal", "set", "pairs", "anything"]
DIRECTIVES = ["%Y", "%m", "%d", "%H", "%M", "%S", "%f", "%y", "%j", "%a", "%A", "%b", "%B", "%p", "%I", "%U", "%W", "%w", "%u", "%V", "%G", "%Z", "%z", "%c", "%x", "%X", "%%", "%e", "%D", "%F", "%T", "%R", "%-d", "%-m", "%h", "%C", "%n", "%t"]
PARSED = [("%Y-%m-%d", "2024-02-29"), ("%d/%m/%y", "05/03/99"), ("%Y-%m-%dT%H:%M:%S", "2024-01-02T03:04:05"), ("%Y%m%d", "20240131"), ("%H:%M", "23:59"), ("%b %d, %Y", "Mar 05, 2021"), ("%A %d %B %Y", "Monday 01 January 2024"), ("%Y-%m-%d %H:%M:%S.%f", "2024-01-02 03:04:05.6"),
          ("%I:%M %p", "12:30 AM"), ("%Y-%j", "2024-366"), ("%Y-%m-%d %z", "2024-01-02 +0130"), ("%Y-%m-%d", "2024-13-01"), ("%Y-%m-%d", "2024-1-1x"), ("%y", "68"), ("%Y %U %w", "2024 10 1"), ("%G-%V-%u", "2024-10-1"), ("%d %d", "1 2"), ("%q", "1"), ("%Y-%m-%d", ""), ("%%%Y", "%2020"), ("%Y-%m-%d %Z", "2024-01-02 UTC")]
ZONES = ["modules.pytz.utc", "modules.pytz.timezone('Europe/Warsaw')", "modules.pytz.timezone('America/New_York')", "modules.pytz.timezone('Asia/Kolkata')", "modules.pytz.timezone('UTC')", "modules.pytz.FixedOffset(90)"]


class Sensible(Grammar):
    def __init__(self, seed):
        super().__init__(seed)
        self.known = {"text": ["s", "t", "u", "w", "cr", "long", "k", "html", "num", "e"], "integer": ["i", "zero", "neg", "big"], "real": ["f"], "truth": ["yes", "never"],
                      "list": ["l", "ls", "mix", "range(4)"], "dict": ["d", "nest"], "pairs": ["pairs", "d.items()"], "records": ["lo"], "anything": ["no", "nope"]}
        self.functions = []
        self.count = 0

    def fresh(self, prefix="v"):
        self.count += 1
        return prefix + str(self.count)

    def known_or(self, kind, literals, share=0.5):
        names = self.known.get(kind, [])
        return self.pick(names) if names and self.chance(share) else self.pick(literals)

    # ---- by type; what they give binds as tightly as a name
    def of(self, kind, depth=2):
        if kind == "anything":
            kind = self.pick(TYPES[:-1])
        if self.chance(0.01):
            return "(%s)" % Grammar.expression(self, 1)
        if depth > 0 and self.chance(0.06):
            return "(%s if %s else %s)" % (self.of(kind, depth - 1), self.of("truth", depth - 1), self.of(kind, depth - 1))
        if depth > 0 and self.chance(0.04):
            return "(%s %s %s)" % (self.of(kind, depth - 1), self.pick(["or", "and"]), self.of(kind, depth - 1))
        text = getattr(self, "a_" + kind)(depth - 1)
        # Whatever follows binds to all of it; on top of nothing else, parentheses are left out now and then.
        return text if text.startswith("(") and text.count("(") == 1 or not any(c in text for c in "|-~ ") else "(%s)" % text

    def small(self):
        return self.pick(["0", "1", "2", "3", "-1", "5", "i", "l|length", "10"])

    def a_text(self, depth):
        which = self.r.random()
        if depth < 0 or which < 0.22:
            return self.known_or("text", WORDS)
        one = self.of("text", depth)
        if which < 0.50:
            return one + self.pick([
                ".upper()", ".lower()", ".title()", ".capitalize()", ".swapcase()", ".casefold()", ".strip()", ".lstrip('a H')", ".rstrip()", ".replace('a', 'o')", ".replace('', '.', 2)", ".zfill(8)", ".center(%s, '*')" % self.small(), ".ljust(9) ~ '|'", ".rjust(9, '.')",
                "|upper", "|lower", "|title", "|capitalize", "|trim", "|trim('ac ')", "|replace('l', 'L')", "|replace('l', 'L', count=1)", "|reverse", "|truncate(8)", "|truncate(length=7, killwords=true, end='..', leeway=0)", "|truncate(5, leeway=%s)" % self.small(), "|indent", "|indent(2, first=true)",
                "|indent(width='> ', blank=true)", "|wordwrap(12)", "|wordwrap(width=7, break_long_words=false, wrapstring='/')", "|wordwrap(%s, break_on_hyphens=false)" % self.pick(["4", "9", "20"]), "|center(20)", "|e", "|escape", "|striptags", "|urlencode", "|urlize(12)", "|urlize(trim_url_limit=9, nofollow=true)",
                "|tojson", "|string", "|default('z')", "|default('z', true)", "|default(default_value='y', boolean=true)", "|forceescape|safe", "|pprint", "|join('-')", "|sort|join", "|unique|join", "|first", "|last", "|format", ".join(ls)", ".expandtabs(4)", ".removeprefix('a')", ".removesuffix('c')",
                ".partition(',')|join('_')", ".rpartition(' ')|join('_')", ".splitlines()|join('$')", ".split()|join('.')", ".split(',', 1)|last", ".translate({97: 'X', 98: none})",
                "[%s:%s]" % (self.pick(["", "1", "-3", "2"]), self.pick(["", "4", "-1", "9"])), "[::-1]", "[%s:%s:%s]" % (self.pick(["", "1", "-1", "8"]), self.pick(["", "0", "-9", "5"]), self.pick(["2", "-1", "-2", "3"])), "|list|join('|')", "|slice(3)|map('join')|join('+')", "|batch(3, '_')|map('join')|join('+')",
            ])
        if which < 0.58:
            return "(%s ~ %s)" % (one, self.of("anything", depth))
        if which < 0.63:
            return "(%s %s %s)" % (one, *self.pick([("+", self.of("text", depth)), ("*", self.small())]))
        if which < 0.72:
            kind, code = self.pick([("integer", "d"), ("integer", "5d"), ("integer", "-6d"), ("integer", "06d"), ("integer", "+d"), ("integer", "x"), ("integer", "#o"), ("real", ".2f"), ("real", "8.3f"), ("real", "e"), ("real", "g"), ("real", "-9.1f"), ("anything", "s"), ("anything", "r"), ("text", ".3s"), ("text", "9s"), ("anything", "a"), ("decimal", "f"), ("decimal", "d"), ("decimal", "s")])
            return self.pick(["('%%%s|' %% %s)", "('%%%s|' %% (%s,))", "('<%%%s>'|format(%s))"]) % (code, self.of(kind, depth))
        if which < 0.76:
            return "('%%(a)%s-%%(b)s' %% {'a': %s, 'b': %s})" % (self.pick(["s", "r", "5s"]), self.of("anything", depth), self.of("anything", depth))
        if which < 0.84:
            kind, codes = self.pick([("integer", SPECS), ("real", SPECS), ("text", ["<8", ">8", "^9", "*^9", "s", ".2", "10.3", "_<6s"]), ("decimal", [".2f", ",", "e", "g", ".1%", "10.3f", "+", "<9", "n"]), ("truth", ["d", "5", "s"]), ("date", ["%Y/%m", "", "%H:%M"])])
            return self.pick(["'[{:%s}]'.format(%s)", "'[{0:%s}{0}]'.format(%s)", "'[{x:%s}]'.format(x=%s)", "'{:%s}'.format_map({'': %s})"[:0] or "'{v:%s}'.format_map({'v': %s})"]) % (self.pick(codes), self.of(kind, depth))
        if which < 0.88:
            return "'%s'.format(%s, %s, k=%s)" % (self.pick(["{} {}", "{1} {0!r}", "{k} {0!s:>6}", "{0:{1}}"[:0] or "{{{0}}}", "{k!r:<9}|{}", "{0}{0}{k}"]), self.of("anything", depth), self.of("text", depth), self.of("anything", depth))
        if which < 0.92:
            return "%s|join(%s)" % (self.of("list", depth), self.pick(["", "', '", "d=';'", "'-'"])) + self.pick(["", "|upper"])
        if which < 0.95:
            return self.of("date", depth) + self.pick([".isoformat()", ".strftime('%s')" % "".join(self.pick(DIRECTIVES) + self.pick(["", "-", " "]) for _ in range(3)), "|string", ".ctime()"])
        if which < 0.97:
            return "modules.re.sub(%s, %s, %s)" % (self.pick(REGEX), self.pick(["'_'", "'<\\\\g<0>>'", "''", "'\\\\\\\\'"]), one)
        if self.functions:
            return self.call_of(depth)
        return one + "|string"

    def a_integer(self, depth):
        which = self.r.random()
        if depth < 0 or which < 0.3:
            return self.known_or("integer", INTEGERS)
        if which < 0.5:
            return "(%s %s %s)" % (self.of("integer", depth), self.pick("+-*"), self.of("integer", depth))
        if which < 0.6:
            return "(%s %s %s)" % (self.of("integer", depth), self.pick(["//", "%"]), self.pick(["2", "3", "-3", "7", "10", "-1"]))
        if which < 0.65:
            return "(%s ** %s)" % (self.pick(["2", "i", "neg", "10"]), self.pick(["2", "3", "0", "10"]))
        if which < 0.7:
            return "(-%s)" % self.of("integer", depth)
        if which < 0.9:
            return self.pick(["%s|length", "%s|count"]) % self.of(self.pick(["text", "list", "dict", "set"]), depth) if self.chance(0.5) else self.pick([
                "%s.find('a')", "%s.count('l')", "%s.rfind('o')", "%s|wordcount", "%s|int", "%s|int(-1)", "%s|int(default=3, base=16)"]) % self.of("text", depth)
        if which < 0.95:
            return self.of("date", depth) + self.pick([".year", ".month", ".day", ".weekday()", ".isoweekday()", ".toordinal()"])
        return self.of("real", depth) + "|int"

    def a_real(self, depth):
        which = self.r.random()
        if depth < 0 or which < 0.3:
            return self.known_or("real", FLOATS, 0.2)
        if which < 0.5:
            return "(%s / %s)" % (self.of("integer", depth), self.pick(["2", "3", "7", "-4", "10", "0.3"]))
        if which < 0.7:
            return "(%s %s %s)" % (self.of("real", depth), self.pick("+-*"), self.of(self.pick(["real", "integer"]), depth))
        if which < 0.78:
            return "(%s %s %s)" % (self.of("real", depth), self.pick(["//", "%"]), self.pick(["0.3", "2", "-1.5"]))
        if which < 0.9:
            return "%s|round%s" % (self.of("real", depth), self.pick(["", "(1)", "(2, 'floor')", "(1, method='ceil')", "(-1)", "(3)", "(0, 'common')"]))
        return self.pick(["%s|float", "%s|float(1.5)", "%s|float(default=0.25)"]) % self.of(self.pick(["text", "integer"]), depth)

    def a_decimal(self, depth):
        if depth < 0 or self.chance(0.4):
            return "dec('%s')" % self.pick(["1.50", "0", "-3", "100", "0.001", "123456789.987654321", "2.5", "3.5", "-0.5", "1E+3", "1e-9", "0.00", "99999999999999999999.9", "7"])
        return "(%s %s %s)" % (self.of("decimal", depth), self.pick(["+", "-", "*", "/", "//", "%"]), self.pick([self.of("decimal", depth), self.of("integer", depth), "2", "dec('3')"])) if self.chance(0.6) else \
            self.pick(["(-%s)", "%s|abs", "%s|round", "%s|round(1)", "%s|round(1, 'ceil')", "[%s]|sum", "[%s, 2]|max", "[%s, dec('2')]|min", "[%s, 1]|sum"]) % self.of("decimal", depth)

    def a_truth(self, depth):
        which = self.r.random()
        if depth < 0 or which < 0.15:
            return self.known_or("truth", ["true", "false", "True"])
        if which < 0.4:
            kind = self.pick(["text", "integer", "real", "decimal", "list", "date", "delta", "set"])
            more = " %s %s" % (self.pick(["<", "<=", "=="]), self.of(kind, depth)) if self.chance(0.2) else ""
            return "(%s %s %s%s)" % (self.of(kind, depth), self.pick(["==", "!=", "<", "<=", ">", ">="]), self.of(kind, depth), more)
        if which < 0.5:
            return "(%s %s %s)" % (self.of("text", depth), self.pick(["in", "not in"]), self.of(self.pick(["text", "list", "dict", "set"]), depth))
        if which < 0.62:
            return "(%s %s %s)" % (self.of("truth", depth), self.pick(["and", "or"]), self.of("truth", depth))
        if which < 0.7:
            return "(not %s)" % self.of("truth", depth)
        if which < 0.85:
            return "(%s is %s%s)" % (self.of("anything", depth), self.pick(["", "not "]), self.pick(["none", "defined", "string", "number", "mapping", "sequence", "iterable", "boolean", "integer", "float", "callable", "sameas none", "true", "in [1, 'a']", "eq 2", "undefined"]))
        if which < 0.92:
            return "(%s is %s)" % (self.of("integer", depth), self.pick(["odd", "even", "divisibleby 3", "gt 2", "lt(5)", "ge 1", "le 2", "ne 3", "greaterthan 1"]))
        return self.of("text", depth) + self.pick([".isdigit()", ".startswith('a')", ".endswith(('c', 'd'))", ".isupper()", ".islower()", ".isalpha()", ".istitle()", ".isspace()", ".isalnum()", ".isidentifier()", " is upper", " is lower"])

    def a_list(self, depth):
        which = self.r.random()
        if depth < 0 or which < 0.25:
            return self.known_or("list", ["[1, 2, 3]", "['b', 'a', 'c']", "[]", "(1, 'x')", "[1.5, 2]", "[[2, 1], [1]]"])
        if which < 0.4:
            kind = self.pick(["integer", "text", "text", "real", "anything", "decimal", "date"])
            return "[%s]" % ", ".join(self.of(kind, depth - 1) for _ in range(int(self.r.random() * 4)))
        if which < 0.48:
            return "(%s)" % ", ".join([self.of("anything", depth - 1), self.of("anything", depth - 1)])
        if which < 0.60:
            return self.of("list", depth) + self.pick(["[%s:%s]" % (self.pick(["", "1", "-2"]), self.pick(["", "2", "-1"])), "[::%s]" % self.pick(["2", "-1", "-2"]), "[%s:%s:%s]" % (self.pick(["", "3", "-1"]), self.pick(["", "0", "-9"]), self.pick(["-1", "2", "1"]))])
        if which < 0.68:
            return "lo|%s" % self.pick(["map(attribute='k')|list", "map(attribute='v', default=0)|list", "map(attribute='n.m', default='-')|list", "selectattr('v')|list", "selectattr('k', 'equalto', 'x')|map(attribute='v')|list", "rejectattr('v', 'none')|list", "groupby('k')|list", "groupby(attribute='v', default=0)|list",
                                        "sort(attribute='k', reverse=true)|map(attribute='v')|list", "sort(attribute='k,v')|list"[:0] or "unique(attribute='k')|map(attribute='k')|list", "groupby('k', default='z')|map('first')|list", "map('dictsort', true)|list", "map('tojson')|list", "map('length')|list", "sum(attribute='n.m', start=[])"[:0] or "rejectattr('n', 'defined')|list", "groupby('k')|map(attribute='list')|map('length')|list", "map('items')|map('list')|list"])
        if which < 0.86:
            return self.of("list", depth) + "|" + self.pick(["reverse|list", "map('string')|list", "map('upper')|list", "map('default', 'q')|list", "select('string')|list", "reject('number')|list", "select|list", "map('string')|sort|list", "map('string')|sort(reverse=true, case_sensitive=true)", "unique|list", "map('string')|unique(case_sensitive=true)|list", "batch(2)|list", "batch(linecount=2, fill_with='-')|list",
                                                             "slice(2)|list", "slice(slices=3, fill_with=0)|list", "select('in', [1, 'a', 2])|list", "reject('sameas', none)|list", "map('int', default=-1)|list", "map('tojson')|list", "map('replace', '1', 'I')|list"[:0] or "list", "select('gt', 1)|list"[:0] or "select('defined')|list", "map('string')|map('center', 5)|list", "map('string')|map('truncate', 3, leeway=0)|list"])
        if which < 0.94:
            return "modules.itertools." + self.pick(ITER[:12] + ["zip_longest(%s, l, fillvalue='-')" % self.of("list", depth), "chain(%s, %s)" % (self.of("list", depth), self.of("text", depth)), "product(%s, [0, 1])" % self.of("list", 0), "islice(%s, %s)" % (self.of("text", depth), self.pick(["2", "1, 4", "0, 5, 2", "none"])), "accumulate(%s)" % self.pick(["l", "ls", "[1.5, 2]"]), "tee(l)|map('list')"]) + "|list"
        return self.pick(["%s.split()", "%s.split(',')", "%s.rsplit(' ', 1)", "%s.splitlines(true)", "%s|list", "%s.partition('o')", "modules.re.findall('\\\\w+', %s)", "modules.re.split(',', %s)", "modules.re.findall('(.)(.)?', %s)"]) % self.of("text", depth)

    def a_pairs(self, depth):
        return self.pick(["pairs", "d.items()|list", "d|items|list", "d|dictsort", "d|dictsort(true, 'value')"[:0] or "{'b': 1, 'a': 2}|dictsort(by='value', reverse=true)", "[(1, 2), (3, 4)]", "nest.items()", "modules.itertools.product('ab', l)|list", "{'a': %s}.items()" % self.of("anything", depth - 1), "modules.itertools.zip_longest(l, ls)|list"])

    def a_records(self, depth):
        return "lo"

    def a_dict(self, depth):
        which = self.r.random()
        if depth < 0 or which < 0.3:
            return self.known_or("dict", ["{}", "{'a': 1, 'b': 'x'}", "dict(a=1, z=[1])"])
        if which < 0.7:
            return "{%s}" % ", ".join("%s: %s" % (self.pick(["'a'", "'b'", "'c d'", "1", "(1, 2)", "none", "1.5", "true", "k"]), self.of("anything", depth - 1)) for _ in range(int(self.r.random() * 4)))
        if which < 0.85:
            return "dict(%s, %s=%s)" % (self.of("dict", depth), self.pick("abz"), self.of("anything", depth - 1)) if self.chance(0.4) else "dict(%s=%s)" % (self.pick("abz"), self.of("anything", depth - 1))
        return self.pick(["nest.x", "lo[0]", "nest['x']['y']", "d.copy()", "dict(pairs)", "{}.fromkeys('ab', 1)"])

    def a_set(self, depth):
        # Only sets whose order is nobody's choice are printed as they are.
        one = "set(%s)" % self.pick(["[]", "[1]", "['a']", "(4,)", "'a'"])
        if self.chance(0.4):
            return one
        return "(set([3, 1, 2]) - set([%s]))|sort" % self.pick(["1", "1, 9", "7, 3", "2, 1"]) if self.chance(0.3) else \
            "set([3, 1, 2]).%s|sort" % self.pick(["union([8])", "intersection([1, 5])", "difference([1])", "symmetric_difference([1, 4])", "copy()", "union()", "union([6], [1])|map('string')", "issubset([1, 2, 3, 4])|string", "issuperset([1])|string", "isdisjoint([9])|string"])

    def a_date(self, depth):
        which = self.r.random()
        if which < 0.35:
            return "modules.datetime.datetime(%d, %d, %d%s)" % (self.pick([1, 1970, 1999, 2023, 2024, 9999]), self.r.randint(1, 12), self.r.randint(1, 28), self.pick(["", ", 13", ", 3, 4, 5", ", 23, 59, 59, 999999", ", 0, 0, 0, 1200"]))
        if which < 0.5:
            return "modules.datetime.datetime(2024, 3, %d, 1, 30, tzinfo=modules.pytz.utc)%s" % (self.r.randint(1, 28), self.pick(["", ".astimezone(%s)" % self.pick(ZONES)]))
        if which < 0.6:
            return "%s.localize(modules.datetime.datetime(2024, %d, 31, 2, 30))" % (self.pick(ZONES), self.pick([1, 3, 7, 10]))
        if which < 0.72:
            form, text = self.pick(PARSED)
            return "modules.datetime.datetime.strptime('%s', '%s')" % (text, form)
        if which < 0.8:
            return "modules.datetime.datetime.fromisoformat('%s')" % self.pick(["2024-01-02", "2024-01-02T03:04:05", "2024-01-02 03:04", "2024-01-02T03:04:05.123456+02:00", "20240102T030405", "2024-W05-2", "2024-01-02T03:04:05Z", "x"])
        if which < 0.9 and depth > 0:
            return "(modules.datetime.datetime(2024, 1, 31, 5) %s %s)" % (self.pick("+-"), self.of("delta", 1))
        return "modules.datetime.datetime(2024, 2, 29, 12)%s" % self.pick([".replace(year=2023, day=1)", ".replace(hour=3, minute=1)", ".replace(microsecond=5)", ".replace(tzinfo=modules.pytz.utc)", ".date()", ".time()", ".timetz()", ".utctimetuple()"[:0] or ".date()"])

    def a_delta(self, depth):
        which = self.r.random()
        if depth < 0 or which < 0.6:
            return "modules.datetime.timedelta(%s)" % self.pick(["1", "days=2", "hours=-5", "minutes=90", "seconds=86399.5", "weeks=1, days=-1", "milliseconds=1500", "microseconds=7", "0", "days=1, seconds=3.25", "-1", "0, 1", "hours=25", "days=0.5"])
        if which < 0.8:
            return "(%s %s %s)" % (self.of("delta", depth), self.pick("+-"), self.of("delta", depth))
        return self.pick(["(%s * 2)", "(%s / 2)", "(%s // 3)", "(-%s)", "(%s * 0.5)", "%s|abs", "(2 * %s)"]) % self.of("delta", depth)

    # ---- calls of the template's own macros
    def call_of(self, depth):
        name, parameters, variable = self.pick(self.functions)
        parts, given = [], 0
        for parameter in parameters:
            if self.chance(0.75):
                parts.append((parameter + "=" if self.chance(0.25) or given else "") + self.of("anything", depth - 1))
                given = given or "=" in parts[-1].split("(")[0].split("'")[0]
            else:
                given = 1
        if "varargs" in variable and not given:
            parts += [self.of("anything", 0) for _ in range(self.r.randint(0, 2))]
            if self.chance(0.2):
                parts.append("*" + self.pick(["l", "ls", "'xy'", "pairs"]))
        if "kwargs" in variable:
            parts += ["zz%d=%s" % (n, self.of("anything", 0)) for n in range(self.r.randint(0, 2))]
            if self.chance(0.2):
                parts.append("**" + self.pick(["{'q': 1}", "{'q': 2, 'r': none}", "dict(e1=1)"]))
        return "dbt_macro__%s(%s)" % (name, ", ".join(parts))

    def expression(self, depth=2):
        return self.of("anything", depth + 1)

    # ---- statements
    def template(self):
        return "".join(self.statement(2) for _ in range(1 + int(self.r.random() * 3)))

    def block(self, depth):
        kept, functions = {kind: list(names) for kind, names in self.known.items()}, list(self.functions)
        text = "".join(self.statement(depth) for _ in range(1 + int(self.r.random() * 3)))
        if self.chance(0.85):
            self.known, self.functions = kept, functions
        return text

    def printed(self):
        return "{{" + self.pick(["", "", "", "-", "+"[:0]]) + " " + self.expression(self.pick([0, 1, 1, 2])) + " " + self.pick(["", "", "", "-"]) + "}}"

    def statement(self, depth):
        which = self.r.random()
        if which < 0.15:
            return self.pick([bit for bit in TEXT_BITS if "{" not in bit and "}" not in bit])
        if which < 0.45 or depth <= 0:
            return self.printed()
        if which < 0.56:
            return self.assignment(depth)
        if which < 0.68:
            return self.walk(depth)
        if which < 0.74:
            middle = self.open("elif " + self.of("truth")) + self.block(depth - 1) if self.chance(0.4) else ""
            other = self.open("else") + self.block(depth - 1) if self.chance(0.5) else ""
            return self.open("if " + self.of("truth")) + self.block(depth - 1) + middle + other + self.open("endif")
        if which < 0.82:
            return self.function(depth)
        if which < 0.87:
            return self.called(depth)
        if which < 0.90:
            return self.counter(depth)
        if which < 0.92:
            bit = self.pick(["upper", "trim", "replace('a', 'b')", "indent(2, first=true)", "title|trim", "wordwrap(9)", "reverse", "truncate(9, leeway=0)", "center(12)", "replace(old=' ', new='_', count=2)"])
            return self.open("filter " + bit) + self.block(depth - 1) + self.open("endfilter")
        if which < 0.94:
            name, kind = self.fresh("w"), self.pick(TYPES)
            head = self.open("with %s = %s" % (name, self.of(kind)))
            self.known.setdefault(kind, []).append(name)
            text = head + self.block(depth - 1) + "{{ %s }}" % name + self.open("endwith")
            self.known[kind] = [one for one in self.known[kind] if one != name]
            return text
        if which < 0.955:
            return self.open("do " + self.pick(["l.append(%s)" % self.of("integer"), "d.update({'q': %s})" % self.of("anything"), "ls.sort(reverse=true)", "ls.insert(0, 'n')", "d.pop('c')", "l.extend([9, 8])", "mix.remove('a')", "nest.x.update(w=1)", "lo.append({'k': 'n', 'v': 9})", "d.setdefault('new', [])"])) + self.pick(["", "{{ l }}{{ d }}{{ ls }}"])
        if which < 0.965:
            return self.open("raw") + self.pick(["{{ x }}", "{% if %}", "{# c", " a ", "\n"]) + self.open("endraw")
        if which < 0.98:
            return self.pick(["{#", "{#-", "{#+"[:2]]) + self.pick([" c ", "{{ x }}", "\n", "{% for %}"]) + self.pick(["#}", "-#}"])
        return self.tree()

    def assignment(self, depth):
        which, kind = self.r.random(), self.pick(TYPES)
        if which < 0.6:
            name = self.fresh() if self.chance(0.6) else self.pick(["x", "y", "acc"])
            text = self.open("set %s = %s" % (name, self.of(kind)))
            self.known.setdefault(kind, []).append(name)
            return text
        if which < 0.75:
            name = self.fresh()
            self.known["text"].append(name)
            return self.open("set " + name + self.pick(["", "", " | upper", " | trim", " | replace('a', 'b') | title", " | indent(width=1, first=true)"])) + self.block(depth - 1) + self.open("endset")
        one, two, other = self.fresh(), self.fresh(), self.pick(TYPES)
        text = self.open("set %s, %s = %s, %s" % (one, two, self.of(kind), self.of(other)))
        self.known.setdefault(kind, []).append(one)
        self.known.setdefault(other, []).append(two)
        return text

    def walk(self, depth):
        kept = {kind: list(names) for kind, names in self.known.items()}
        which, name = self.r.random(), self.pick(["x", "y", "item", "i", "l"])
        guard = ""
        if which < 0.35:
            one, two = self.fresh(), self.fresh()
            target, items = self.pick(["%s, %s", "(%s, %s)"]) % (one, two), self.of("pairs")
            self.known["anything"] += [one, two]
            name = one
        elif which < 0.5:
            target, items = name, "lo"
            guard = " if " + name + self.pick([".v", ".k == 'x'", ".n is defined", ".v is not none and %s.v > 0" % name])
        else:
            target, items = name, self.of(self.pick(["list", "list", "text", "dict"]))
            guard = " if " + self.pick(["%s", "%s is string", "%s is not none", "not %s", "%s in [1, 'a', 'b', 2]", "%s != 'a' and %s"]).replace("%s", name)
        if self.chance(0.6):
            guard = ""
        said = self.pick(["", "{{ loop.index }}", "{{ loop.index0 }}/{{ loop.length }}", "{{ loop.revindex }}{{ loop.revindex0 }}", "{{ ',' if not loop.last }}", "{{ loop.first }}{{ loop.last }}", "{{ loop.cycle('o', 'e', 'z') }}", "{{ loop.changed(%s) }}" % name, "{{ loop.previtem }}<{{ loop.nextitem }}",
                          "{{ loop.previtem is defined }}", "{{ loop.depth }}{{ loop.depth0 }}", "{%- if loop.index == 2 %}{% continue %}{% endif %}", "{% if loop.index > 2 %}{% break %}{% endif %}", "{%% set acc = %s %%}{{ acc }}" % name, "{{ loop }}"[:0], "{{ loop.changed(%s, loop.first) }}" % name])
        body = self.pick(["{{ %s }}" % name, "{{ %s }} " % name, "", "\n  {{ %s }}\n" % name]) + said + self.block(depth - 1) + self.pick(["", "", "\n"])
        other = self.open("else") + self.block(depth - 1) if self.chance(0.2) else ""
        self.known = kept
        return self.open("for %s in %s%s" % (target, items, guard)) + body + other + self.open("endfor") + self.pick(["", "", "{{ %s }}" % name, "{{ acc }}"])

    def tree(self):
        return self.open("for n in tree" + self.pick([" recursive", " recursive", " if n.v recursive", " if n.v != 'b' recursive"])) + self.pick(["{{ n.v }}", "{{ loop.depth }}{{ n.v }}", "{{ loop.index }}.{{ loop.length }}", "{{ '  ' * loop.depth0 }}{{ n.v }}\n"]) + self.pick(["{{ loop(n.c) }}", "{% if n.c %}[{{ loop(n.c) }}]{% endif %}", "{{ loop(n.c)|upper }}", "{% set inner = loop(n.c) %}<{{ inner }}>", "{% for m in n.c %}{{ m.v }}{{ loop.index }}{% endfor %}"]) + self.pick(["", "{{ loop.last }}"]) + self.open("endfor")

    def function(self, depth):
        name = self.fresh("m") if self.chance(0.8) else self.pick(["f", "g"])
        count = self.r.randint(0, 3)
        parameters = [self.pick(["p", "q", "r", "x", "y"]) + str(n) for n in range(count)]
        first = self.r.randint(0, count)
        head = ", ".join(parameters[:first] + ["%s=%s" % (one, self.of("anything", 1)) for one in parameters[first:]])
        kept = {kind: list(names) for kind, names in self.known.items()}
        self.known["anything"] += parameters * 2
        variable = self.pick([(), (), ("varargs",), ("kwargs",), ("varargs", "kwargs"), ("caller",)])
        said = "".join("{{ %s }}" % one for one in parameters) + "".join({"varargs": self.pick(["{{ varargs }}", "{% for a in varargs %}{{ a }},{% endfor %}", "{{ varargs|length }}"]), "kwargs": self.pick(["{{ kwargs }}", "{% for a, b in kwargs.items() %}{{ a }}={{ b }};{% endfor %}", "{{ kwargs.get('q') }}"]),
                                                                           "caller": "{% if caller %}{{ caller() }}{% endif %}"}[one] for one in variable)
        body = said + self.block(depth - 1)
        self.known = kept
        self.functions.append((name, parameters, variable))
        return self.open("macro %s(%s)" % (name, head)) + body + self.open("endmacro")

    def called(self, depth):
        name = self.fresh("c")
        count = self.r.randint(0, 2)
        given = [self.of("anything", 1) for _ in range(count)]
        parameters = ["a%d" % n for n in range(count)]
        macro = self.open("macro %s(z=%s)" % (name, self.of("anything", 1))) + "<" + self.pick(["{{ caller(%s) }}", "{{ caller(%s)|upper }}", "{%% set c = caller(%s) %%}{{ c }}{{ c|length }}", "{%% for n in range(2) %%}{{ caller(%s) }}{%% endfor %%}"]) % ", ".join(given) + ">" + self.pick(["", "{{ caller.name }}{{ caller.arguments }}", "{{ z }}"]) + self.open("endmacro")
        kept = {kind: list(names) for kind, names in self.known.items()}
        self.known["anything"] += parameters * 3
        if count and self.chance(0.3):
            parameters[-1] += "=" + self.of("integer", 0)
        body = self.block(depth - 1) + "".join("{{ %s }}" % one.split("=")[0] for one in parameters)
        self.known = kept
        return macro + self.open("call%s dbt_macro__%s(%s)" % ("(%s)" % ", ".join(parameters) if parameters or self.chance(0.2) else "", name, self.pick(["", self.of("anything", 1)]))) + body + self.open("endcall")

    def counter(self, depth):
        ns = self.fresh("ns")
        return self.open("set %s = namespace(n=%s, parts=[])" % (ns, self.of("integer", 0))) + self.open("for x in " + self.of("list", 1)) + self.pick([
            "{%% set %s.n = %s.n + 1 %%}" % (ns, ns), "{%% do %s.parts.append(x) %%}" % ns, "{%% set %s.last = x %%}" % ns, "{%% set %s.n %%}{{ x }}{%% endset %%}" % ns, "{%% if loop.first %%}{%% set %s.n = loop %%}{%% set %s.n = 5 %%}{%% endif %%}" % (ns, ns)]) + self.block(depth - 1) + self.open("endfor") + "{{ %s.n }}{{ %s.parts }}{{ %s.last }}" % (ns, ns, ns)


def template(seed):
    grammar = Sensible(seed)
    mode = grammar.pick(["text", "text", "text", "lenient", "native"])
    if mode == "native" and grammar.chance(0.7):
        return "{{ %s }}" % grammar.expression(2), mode
    return grammar.template(), mode
