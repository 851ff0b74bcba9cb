package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.TemplateEvent;
import dev.weir.core.project.Questions;
import dev.weir.jinja.ReturnSignal;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions every context has, YAML contexts included: {@code var}, {@code env_var}, {@code return}, {@code log}, JSON and
 * YAML, sets, zips, hashes. Source: dbt docs, "dbt Jinja functions".
 */
final class CommonFunctions {
    private static final String SECRET_PREFIX = "DBT_ENV_SECRET";

    // The names are those that Python's errors about arguments show.
    private static final Signature ENV_VAR = Signature.of("ProviderContext.env_var", "var", "default=none");
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

    private final InvocationScope invocation;
    private final String packageName;
    private final String subject;
    private final Phase phase;

    CommonFunctions(InvocationScope invocation, String packageName, String subject, Phase phase) {
        this.phase = phase;
        this.invocation = invocation;
        this.packageName = packageName;
        this.subject = subject;
    }

    void addTo(Map<String, Object> members) {
        members.put("var", new VarFunction(invocation.vars(), packageName, subject, phase != Phase.PARSE));
        members.put("env_var", (PyCallable) this::envVar);
        members.put("return", (PyCallable) CommonFunctions::giveBack);
        members.put("log", (PyCallable) this::log);
        members.put("print", (PyCallable) this::print);
        members.put("fromjson", (PyCallable) CommonFunctions::fromJson);
        members.put("tojson", (PyCallable) CommonFunctions::toJson);
        members.put("fromyaml", (PyCallable) CommonFunctions::fromYaml);
        members.put("toyaml", (PyCallable) CommonFunctions::toYaml);
        members.put("set", (PyCallable) CommonFunctions::setOrDefault);
        members.put("set_strict", (PyCallable)
                arguments -> PySet.from(SET_STRICT.bind(arguments).value(0)));
        members.put("zip", (PyCallable) CommonFunctions::zipOrDefault);
        members.put("zip_strict", (PyCallable) arguments -> zip(List.of(arguments.positionals())));
        members.put("local_md5", (PyCallable) CommonFunctions::md5);
        members.put("diff_of_two_dicts", (PyCallable) CommonFunctions::difference);
    }

    private Object envVar(Arguments arguments) {
        Signature.Bound bound = ENV_VAR.bind(arguments);
        String name = Values.str(bound.value(0));
        if (name.startsWith(SECRET_PREFIX)) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.CMP_005, "secret \"" + name + "\" may not be read here")
                            .inWordsOfDbt("Secret env vars are allowed only in profiles.yml or packages.yml. Found '"
                                    + name + "' referenced elsewhere."));
        }
        Optional<String> value = invocation.variable(name);
        Questions.asked(Questions.Kind.ENVIRONMENT, name, () -> Questions.answer(value));
        if (value.isPresent()) {
            return value.get();
        }
        return Optional.of(bound.value(1))
                .filter(otherwise -> otherwise != None.NONE)
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                                DiagnosticCode.CMP_005, "environment variable \"" + name + "\" is not set")
                        .withHeadline(new Diagnostic.Headline(
                                dev.weir.base.ErrorKind.PARSING,
                                Optional.of(subject).filter(text -> !text.isEmpty()),
                                "Env var required but not provided: '" + name + "'"))
                        .withHint("Set it, or give a default: env_var('" + name + "', '...').")));
    }

    private static Object giveBack(Arguments arguments) {
        throw new ReturnSignal(RETURN.bind(arguments).value(0));
    }

    private Object log(Arguments arguments) {
        Signature.Bound bound = LOG.bind(arguments);
        String text = Values.str(bound.value(0));
        Questions.unrepeatable();
        invocation
                .events()
                .emit(bound.truth(1) ? new TemplateEvent.JinjaLogInfo(text) : new TemplateEvent.JinjaLogDebug(text));
        return "";
    }

    private Object print(Arguments arguments) {
        String text = Values.str(PRINT.bind(arguments).value(0));
        Questions.unrepeatable();
        invocation.events().emit(new TemplateEvent.PrintEvent(text));
        return "";
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
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has MD5", absent);
        }
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
