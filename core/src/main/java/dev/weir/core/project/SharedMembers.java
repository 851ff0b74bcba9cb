package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.Digests;
import dev.weir.base.LocalZone;
import dev.weir.base.WeirException;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.TemplateEvent;
import dev.weir.jinja.Globals;
import dev.weir.jinja.ReturnSignal;
import dev.weir.jinja.module.Modules;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every template of an invocation sees, in YAML as in models: {@code return}, {@code log}, {@code print}, JSON and YAML,
 * sets, zips, hashes, {@code modules}, {@code flags}, {@code invocation_id}, {@code run_started_at}, {@code thread_id}. Source: dbt
 * docs, "dbt Jinja functions"; recorded cases. Thread-safe.
 */
public final class SharedMembers implements Globals {
    // The names are those that Python's errors about arguments show.
    private static final Signature RETURN = Signature.of("BaseContext._return", "data");
    private static final Signature LOG = Signature.of("BaseContext.log", "msg", "info=false");
    private static final Signature PRINT = Signature.of("BaseContext.print", "msg");
    private static final Signature FROM_JSON = Signature.of("BaseContext.fromjson", "string", "default=none");
    private static final Signature TO_JSON =
            Signature.of("BaseContext.tojson", "value", "default=none", "sort_keys=false");
    private static final Signature FROM_YAML = Signature.of("BaseContext.fromyaml", "value", "default=none");
    private static final Signature TO_YAML =
            Signature.of("BaseContext.toyaml", "value", "default=none", "sort_keys=false");
    private static final Signature SET = Signature.of("BaseContext._set", "value", "default=none");
    private static final Signature SET_STRICT = Signature.of("BaseContext.set_strict", "value");
    private static final Signature MD5 = Signature.of("BaseContext.local_md5", "value");
    private static final Signature DIFFERENCE = Signature.of("BaseContext.diff_of_two_dicts", "dict_a", "dict_b");

    /** The time of day, which is noted where somebody asks for it. */
    private static final Clock NOTED_CLOCK = new Clock() {
        @Override
        public ZoneId getZone() {
            return LocalZone.find();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.system(zone);
        }

        @Override
        public Instant instant() {
            Questions.unrepeatable();
            return Instant.now();
        }
    };

    private final String invocationId;
    private final Instant startedAt;
    private final Map<String, @Nullable Object> flags;
    private final Events events;
    private final Map<String, Object> functions;

    /** @param flags upper-case names */
    public SharedMembers(String invocationId, Instant startedAt, Map<String, @Nullable Object> flags, Events events) {
        this.invocationId = invocationId;
        this.startedAt = startedAt;
        this.flags = flags;
        this.events = events;
        Map<String, Object> members = new HashMap<>();
        addFunctions(members);
        functions = Collections.unmodifiableMap(members);
    }

    /** The functions by name, in no order. */
    public Map<String, Object> functions() {
        return functions;
    }

    @Override
    public @Nullable Object find(String name) {
        return switch (name) {
            case "modules" -> Modules.all(NOTED_CLOCK, this::warnOfItertools);
            case "invocation_id" -> unrepeatable(invocationId);
            case "run_started_at" -> unrepeatable(Modules.utcDatetime(startedAt));
            case "thread_id" -> unrepeatable(threadName());
            case "flags" -> asked(flags);
            default -> functions.get(name);
        };
    }

    private void warnOfItertools() {
        Questions.unrepeatable();
        events.emit(new FindingEvent.Warning(
                "ModulesItertoolsUsageDeprecation",
                "D034",
                Diagnostic.of(DiagnosticCode.CMP_011, "modules.itertools is going out of use")
                        .inWordsOfDbt(
                                "Deprecated functionality\nUsage of itertools modules is deprecated. Please use the"
                                        + " built-in functions instead.")));
    }

    private static String threadName() {
        String thread = Thread.currentThread().getName();
        boolean parsing =
                thread.equals("main") || thread.startsWith("pool-"); // the reference parses on its main thread
        return parsing ? "MainThread" : thread;
    }

    /** A member that is another one in each command. */
    private static Object unrepeatable(Object member) {
        Questions.unrepeatable();
        return member;
    }

    private static Object asked(Map<String, @Nullable Object> flags) {
        Questions.asked(Questions.Kind.FLAGS, "", () -> Fingerprint.of(flags));
        return Values.fromData(flags);
    }

    private void addFunctions(Map<String, Object> members) {
        members.put("log", (PyCallable) this::log);
        members.put("print", (PyCallable) this::print);
        members.put("return", (PyCallable) SharedMembers::giveBack);
        members.put("fromjson", (PyCallable) SharedMembers::fromJson);
        members.put("tojson", (PyCallable) SharedMembers::toJson);
        members.put("fromyaml", (PyCallable) SharedMembers::fromYaml);
        members.put("toyaml", (PyCallable) SharedMembers::toYaml);
        members.put("set", (PyCallable) SharedMembers::setOrDefault);
        members.put("set_strict", (PyCallable)
                arguments -> PySet.from(SET_STRICT.bind(arguments).value(0)));
        members.put("zip", (PyCallable) SharedMembers::zipOrDefault);
        members.put("zip_strict", (PyCallable) arguments -> zip(List.of(arguments.positionals())));
        members.put("local_md5", (PyCallable) SharedMembers::md5);
        members.put("diff_of_two_dicts", (PyCallable) SharedMembers::difference);
    }

    private Object log(Arguments arguments) {
        Signature.Bound bound = LOG.bind(arguments);
        String text = Values.str(bound.value(0));
        events.emit(bound.truth(1) ? new TemplateEvent.JinjaLogInfo(text) : new TemplateEvent.JinjaLogDebug(text));
        return "";
    }

    private Object print(Arguments arguments) {
        String text = Values.str(PRINT.bind(arguments).value(0));
        events.emit(new TemplateEvent.PrintEvent(text));
        return "";
    }

    private static Object giveBack(Arguments arguments) {
        throw new ReturnSignal(RETURN.bind(arguments).value(0));
    }

    private static Object fromJson(Arguments arguments) {
        Signature.Bound bound = FROM_JSON.bind(arguments);
        if (!(bound.value(0) instanceof String text)) {
            throw PyError.type(
                    "the JSON object must be str, bytes or bytearray, not " + Values.typeName(bound.value(0)));
        }
        try {
            return Values.fromData(JsonText.parse(text));
        } catch (WeirException notJson) {
            return bound.value(1);
        }
    }

    private static Object toJson(Arguments arguments) {
        Signature.Bound bound = TO_JSON.bind(arguments);
        try {
            return dev.weir.jinja.filter.JsonText.dumps(bound.value(0), None.NONE, bound.truth(2));
        } catch (PyError notJson) {
            if (notJson.typeName().equals("ValueError")) {
                return bound.value(1);
            }
            throw notJson;
        }
    }

    private static Object fromYaml(Arguments arguments) {
        Signature.Bound bound = FROM_YAML.bind(arguments);
        if (!(bound.value(0) instanceof String text)) {
            throw PyError.type("a string or stream input is required");
        }
        try {
            return YamlValues.parse(text);
        } catch (WeirException notYaml) {
            return bound.value(1);
        }
    }

    private static Object toYaml(Arguments arguments) {
        Signature.Bound bound = TO_YAML.bind(arguments);
        try {
            return YamlValues.write(bound.value(0), bound.truth(2));
        } catch (PyError unfit) {
            return bound.value(1);
        }
    }

    private static Object setOrDefault(Arguments arguments) {
        Signature.Bound bound = SET.bind(arguments);
        try {
            return PySet.from(bound.value(0));
        } catch (PyError unfit) {
            return bound.value(1);
        }
    }

    private static Object zipOrDefault(Arguments arguments) {
        try {
            return zip(List.of(arguments.positionals()));
        } catch (PyError unfit) {
            return Optional.ofNullable(arguments.keyword("default")).orElse(None.NONE);
        }
    }

    private static Object zip(List<Object> iterables) {
        List<Iterator<Object>> iterators = new ArrayList<>();
        for (Object each : iterables) {
            iterators.add(Values.iterate(each));
        }
        PyList rows = new PyList();
        while (!iterators.isEmpty() && iterators.stream().allMatch(Iterator::hasNext)) {
            Object[] row = new Object[iterators.size()];
            for (int column = 0; column < row.length; column++) {
                row[column] = iterators.get(column).next();
            }
            rows.add(PyTuple.of(row));
        }
        return rows;
    }

    private static Object md5(Arguments arguments) {
        if (!(MD5.bind(arguments).value(0) instanceof String text)) {
            throw PyError.attribute(
                    "'" + Values.typeName(MD5.bind(arguments).value(0)) + "' object has no attribute 'encode'");
        }
        return Digests.md5(text);
    }

    /** What the first holds and the second does not: whole entries, or of lists of both the rest; compared without case. */
    private static Object difference(Arguments arguments) {
        Signature.Bound bound = DIFFERENCE.bind(arguments);
        PyDict result = new PyDict();
        PyDict second = dict(bound.value(1));
        for (Map.Entry<Object, Object> entry : dict(bound.value(0)).entrySet()) {
            Object others = lookUp(second, entry.getKey());
            if (others == null) {
                result.put(entry.getKey(), entry.getValue());
                continue;
            }
            PyList left = new PyList();
            Iterator<Object> items = Values.iterate(entry.getValue());
            while (items.hasNext()) {
                Object item = items.next();
                if (!containsText(others, Values.str(item))) {
                    left.add(item);
                }
            }
            if (!left.isEmpty()) {
                result.put(entry.getKey(), left);
            }
        }
        return result;
    }

    private static PyDict dict(Object value) {
        if (value instanceof PyDict dict) {
            return dict;
        }
        throw PyError.attribute("'" + Values.typeName(value) + "' object has no attribute 'items'");
    }

    private static @Nullable Object lookUp(PyDict dict, Object key) {
        for (Map.Entry<Object, Object> entry : dict.entrySet()) {
            if (Values.str(entry.getKey()).equalsIgnoreCase(Values.str(key))) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static boolean containsText(Object list, String text) {
        Iterator<Object> items = Values.iterate(list);
        while (items.hasNext()) {
            if (Values.str(items.next()).equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }
}
