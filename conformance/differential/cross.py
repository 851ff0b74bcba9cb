"""Every filter, test and method with every kind of value and argument, on both sides; prints the differences.

    <reference>/bin/python -W ignore conformance/differential/cross.py filters|tests|strings|containers|dates|re [EVERY found.jsonl]

With EVERY, keeps each so many-th template for record.py.
"""

import collections
import json
import sys

import differ
import reference

KIND = sys.argv[1]
V = ["'abc def'","''","'  x\\ny\\r\\n z '","html","u","'42'","'-1.5e3'","0","-7","10**20","3.14159","1e300","true","none","nope","[3,1,2]","['b','A','a',none]","[]","(1,2)","{'b':1,'a':[2]}","{}","lo","dec('2.675')","set([1])","range(5)","modules.datetime.date(2024,2,29)","modules.datetime.timedelta(hours=30)","relation","nest","tree","'a<b>&\"c\"'","long", "['x', 1, 2.5, true, none]","'1_000'","'0x1F'","[[1,2],[3]]","['a','b']|map('upper')"]
if KIND == 'filters':
    names="abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape format groupby indent int items join last length list lower map max min pprint random reject rejectattr replace reverse round safe select selectattr slice sort string striptags sum title tojson trim truncate unique upper urlencode urlize wordcount wordwrap xmlattr".split()
    A = ["","()","(1)","(2,'x')","('a')","('a','b')","(true)","(none)","(0)","(-1)","(3,true,'..')","(attribute='k')","(1.5)","('a','b','c','d','e','f','g')","(zzz=1)","(case_sensitive=true)","('upper')","([1])","(default=7)","('odd')","('k','equalto',1)","(width=5)","('')","(20,false,'...',0)"]
    T = ["{{ %s|%s%s }}"%(v,n,a) for n in names for v in V for a in A if n!='random']
elif KIND == 'tests':
    names="boolean callable defined divisibleby eq equalto escaped even false filter float ge gt greaterthan in integer iterable le lt lessthan lower mapping ne none number odd sameas sequence string test true undefined upper".split()
    A = ["","(1)","('a')","(none)","([1,2])","(0)","(1,2)","(x=1)","(2.5)","('upper')"]
    T = ["{{ %s is %s%s }}"%(v,n,a) for n in names for v in V for a in A]
elif KIND == 'strings':
    names="capitalize casefold center count endswith expandtabs find format index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill format_map maketrans".split()
    V=["'abc def'","''","'  x\\ny\\r\\n z '","u","'42'","'-1.5'","'a,b,,c'","'ǅßİ'","'{0}{a}'","'Hello World'","'²½Ⅷ'","'\\t a\\tb'"]
    A = ["()","('a')","('a','b')","(3)","(-1)","(10,'*')","('a',1)","('a',1,2)","(',')","(none,1)","(1,2,3)","(zzz=1)","(('a','x'))","(['a'])","({'a':1})","(none)","(true)","('','-')","('a','b',1)","(',',1)","(sep=',',maxsplit=1)","(keepends=true)","(1.5)","('a'*3)","({97:'z', 98:none})","('ab','xy','c')","('x','y',-1)","('-',-2,5)"]
    T = ["{{ %s.%s%s }}"%(v,n,a) for n in names for v in V for a in A]
elif KIND == 'containers':
    T = []
    for v,names in (("[3,1,2]","append clear copy count extend index insert pop remove reverse sort"),("['b','A','a']","sort index count pop"),("(1,2,1)","count index"),("{'b':1,'a':[2]}","clear copy fromkeys get items keys pop popitem setdefault update values"),("set([1,'a'])","add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update"),("range(1,9,3)","count index start stop step"),("5","bit_length bit_count conjugate real imag numerator denominator as_integer_ratio to_bytes"),("2.5","is_integer hex conjugate real imag as_integer_ratio fromhex"),("dec('2.675')","quantize normalize sqrt as_tuple adjusted copy_abs is_nan exp ln log10 to_integral_value compare as_integer_ratio"),("true","bit_length real")):
        A = ["()","(1)","('a')","(0)","(-1)","([1,9])","('a',5)","(1,2)","({'z':1})","(none)","(reverse=true)","(key=none)","(zzz=1)","(dec('.01'))","(1,0)","('zz')","(99)","(set([1]))","([('q',2)])","(1,0,2)","(key='lower')","(true)",""]
        T+=["{%% set x = %s %%}{{ x.%s%s }}|{{ x }}"%(v,n,a) for n in names.split() for a in A]
elif KIND == 'dates':
    T = []
    D=["modules.datetime.date(2024,2,29)","modules.datetime.datetime(2024,2,29,13,5,7,8)","modules.datetime.datetime(1,1,1)","modules.datetime.datetime(2024,2,29,13,5,tzinfo=modules.pytz.utc)","modules.datetime.time(1,2,3,4)","modules.datetime.timedelta(days=-1,hours=5,microseconds=7)","modules.datetime.timedelta(0)"]
    names="year month day hour minute second microsecond tzinfo fold days seconds microseconds date() time() timetz() isoformat() isoformat(' ') isoformat('T','hours') isoformat(timespec='milliseconds') isoformat('x','y') isoweekday() weekday() isocalendar() isocalendar()[0] toordinal() timetuple() utctimetuple() ctime() timestamp() total_seconds() replace(year=2023,day=1) replace(month=13) replace(2020) replace(hour=25) replace(tzinfo=none) strftime('%Y-%m-%d_%H:%M:%S.%f') strftime('%a_%A_%b_%B_%c_%d_%j_%U_%w_%W_%x_%X_%y_%p_%I_%Z_%z_%%') strftime('%G-%V-%u_%e_%k_%l_%s_%n_%t_%D_%F_%T_%R_%r_%h_%C_%g_%P') strftime('%-d_%-m_%_d_%0e_%E_%O_%q_%Q_%') strftime() strftime(5) __class__ min max resolution today utcoffset() dst() tzname() astimezone(modules.pytz.timezone('US/Eastern')) fromisoformat('2024-01-01') strptime('2024','%Y') combine(1) fromordinal(5) fromtimestamp(0)".split(" ")
    T+=["{{ %s.%s }}"%(d,n) for d in D for n in names]
    O=["+","-","*","/","//","%","<","==","!=",">="]
    X=D+["2","1.5","'a'","none","-3"]
    T+=["{{ %s %s %s }}"%(a,o,b) for a in D for o in O for b in X]+["{{ %s %s %s }}"%(b,o,a) for a in D for o in O for b in X[len(D):]]
    T+=["{{ modules.datetime.datetime.strptime(%r,%r) }}"%x for x in [("2024-01-02","%Y-%m-%d"),("2024-01-02 x","%Y-%m-%d"),("1 Jan 24","%d %b %y"),("12:30 PM","%I:%M %p"),("2024-060","%Y-%j"),("2024-13","%Y-%m"),("20240102T030405.123+0130","%Y%m%dT%H%M%S.%f%z"),("Monday","%A"),("x","%Q"),("","%"),("2024 05 1","%Y %W %w"),("2024-W05-1","%G-W%V-%u"),("a","a"),("  2024 ","%Y"),("12","%H%M"),("2024-02-30","%Y-%m-%d"),("Z","%z"),("UTC","%Z"),("99","%y"),("68","%y"),("69","%y"),("Thu Feb 29 13:05:07 2024","%c"),("02/29/24","%x"),("13:05:07","%X"),("-5","%d"),("5%","%d%%")]]
    T+=["{{ modules.datetime.%s }}"%x for x in ["date(2024,13,1)","date(0,1,1)","date(2024,2,30)","date('a',1,1)","date()","datetime(2024,1,1,24)","datetime(2024,1,1,0,60)","datetime(2024,1,1,fold=1)","datetime(2024,1,1,fold=2)","time(25)","time()","timedelta(days=1e9)","timedelta(weeks=1,days=2,hours=3,minutes=4,seconds=5,milliseconds=6,microseconds=7)","timedelta(days=1.5)","timedelta('a')","timedelta(days=999999999,hours=24)","date.fromisoformat('2024-02-29')","date.fromisoformat('20240229')","date.fromisoformat('2024-W09-4')","date.fromisoformat('x')","datetime.fromisoformat('2024-02-29T01:02:03Z')","datetime.fromisoformat('2024-02-29 01:02')","datetime.fromisoformat('2024-02-29T01:02:03.123456+05:30')","datetime.fromisoformat('2024-02-29T24:00')","time.fromisoformat('01:02:03.5')","time.fromisoformat('T0102')","date.fromordinal(1)","date.fromordinal(0)","date.fromisocalendar(2024,9,4)","datetime.combine(modules.datetime.date(2024,1,1),modules.datetime.time(1))","datetime.fromtimestamp(0, modules.pytz.utc)","datetime.utcfromtimestamp(1.5)","date.min","datetime.max","timedelta.max","timedelta.min","time.min","MINYEAR","MAXYEAR","timezone.utc","date(2024,1,1).max","datetime_CAPI","UTC"]]
elif KIND == 're':
    P=[r"\d+",r"(\w+)-(\d+)","a|b","","(",r"(?P<x>a)(b)?","[","^a","a$","(?i)A","(?m)^.",".","(a)(?=b)",r"\bfoo\b","(?<=a)b","a{2,3}","(?x) a b","(?s).+",r"(a)\1","[^a-c]+","(?P<x","a++","a{,2}",r"\Aa\Z","(?:a)","(?#c)a",r"\N","*a","a**","(?a)\\w","(?L)a",r"[[:alpha:]]",r"\p{L}",r"[a&&b]"]
    S=["'ab-12 foo AB'","''","'aab\\naba'","'żó1'"]
    F=["findall(P,S)","match(P,S)","search(P,S)","search(P,S).groups()","search(P,S).group()","search(P,S).span()","search(P,S).groupdict()","split(P,S)","split(P,S,1)","sub(P,'<\\\\g<0>>',S)","sub(P,'\\\\1',S)","sub(P,'',S,1)","subn(P,'x',S)","fullmatch(P,S)","compile(P)","compile(P).pattern","compile(P).groups","compile(P).findall(S)","compile(P).sub('_',S)","finditer(P,S)|list|length","escape(S)","search(P,S).start()","search(P,S).end(1)","search(P,S).expand('\\\\1')","search(P,S)[0]","search(P,S,modules.re.IGNORECASE)","match(P,S).re.pattern","compile(P).groupindex","compile(P).flags","search(P,S).lastindex","search(P,S).regs","compile(P).split(S,maxsplit=1)","compile(P).search(S,1)","compile(P).match(S,1,3)"]
    T = ["{{ modules.re.%s }}"%f.replace("P",repr(p).replace("{{","{ {")).replace("S",s) for f in F for p in P for s in S]

if len(sys.argv) > 3:
    with open(sys.argv[3], "w") as out:
        for template in T[::int(sys.argv[2])]:
            out.write(json.dumps([0, "text", template]) + "\n")
    sys.exit()

weir = differ.Weir()
seen = collections.Counter()
for start in range(0, len(T), 200):
    part = T[start:start + 200]
    for template, actual in zip(part, weir.outcomes([(template, "text") for template in part])):
        expected = reference.outcome(template, "text")
        if expected is None or expected == actual:
            continue
        number = differ.explanation(template, "text", expected, actual)
        seen["meant (%s)" % number if number else "differ"] += 1
        if not number:
            print(template, "\n  reference", repr(expected[:300]), "\n  weir     ", repr(actual[:300]), flush=True)
print(KIND, len(T), dict(seen))
