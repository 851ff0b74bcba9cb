package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlParser;
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
        members.put("set", (PyCallable) arguments -> lenient(arguments, CommonFunctions::asSet));
        members.put("set_strict", (PyCallable) arguments -> asSet(arguments));
        members.put("zip", (PyCallable) arguments -> lenient(arguments, CommonFunctions::zip));
        members.put("zip_strict", (PyCallable) CommonFunctions::zip);
        members.put("local_md5", (PyCallable) CommonFunctions::md5);
        members.put("diff_of_two_dicts", (PyCallable) CommonFunctions::difference);
    }

    private Object envVar(Arguments arguments) {
        String name = CallArguments.text(arguments, 0, "var", "env_var");
        if (name.startsWith(SECRET_PREFIX)) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.CMP_005, "secret \"" + name + "\" may not be read here")
                            .inWordsOfDbt("Secret env vars are allowed only in profiles.yml or packages.yml. Found '"
                                    + name + "' referenced elsewhere."));
        }
        Optional<String> value = invocation.environment().find(name);
        Questions.asked(Questions.Kind.ENVIRONMENT, name, () -> Questions.answer(value));
        if (value.isPresent()) {
            return value.get();
        }
        return CallArguments.given(arguments, 1, "default")
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                                DiagnosticCode.CMP_005, "environment variable \"" + name + "\" is not set")
                        .withHeadline(new Diagnostic.Headline(
                                dev.weir.base.ErrorKind.PARSING,
                                Optional.of(subject).filter(text -> !text.isEmpty()),
                                "Env var required but not provided: '" + name + "'"))
                        .withHint("Set it, or give a default: env_var('" + name + "', '...').")));
    }

    private static Object giveBack(Arguments arguments) {
        throw new ReturnSignal(CallArguments.optional(arguments, 0, "data").orElse(None.NONE));
    }

    private Object log(Arguments arguments) {
        String text = Values.str(CallArguments.required(arguments, 0, "msg", "log"));
        Questions.unrepeatable();
        invocation
                .events()
                .emit(
                        CallArguments.truth(arguments, 1, "info")
                                ? new TemplateEvent.JinjaLogInfo(text, Optional.empty())
                                : new TemplateEvent.JinjaLogDebug(text, Optional.empty()));
        return "";
    }

    private Object print(Arguments arguments) {
        Questions.unrepeatable();
        invocation
                .events()
                .emit(new TemplateEvent.PrintEvent(Values.str(CallArguments.required(arguments, 0, "msg", "print"))));
        return "";
    }

    private static Object fromJson(Arguments arguments) {
        String text = CallArguments.text(arguments, 0, "string", "fromjson");
        try {
            return Values.fromData(JsonText.parse(text));
        } catch (WeirException notJson) {
            return CallArguments.optional(arguments, 1, "default").orElse(None.NONE);
        }
    }

    private static Object toJson(Arguments arguments) {
        Object value = CallArguments.required(arguments, 0, "value", "tojson");
        boolean sorted = CallArguments.truth(arguments, 2, "sort_keys");
        try {
            return JsonText.write(Values.toData(value), sorted);
        } catch (PyError notJson) {
            return CallArguments.optional(arguments, 1, "default").orElse(None.NONE);
        }
    }

    private static Object fromYaml(Arguments arguments) {
        String text = CallArguments.text(arguments, 0, "value", "fromyaml");
        try {
            return YamlParser.parse(new SourceText("fromyaml()", text))
                    .map(node -> Values.fromData(node.plain()))
                    .orElse(None.NONE);
        } catch (WeirException notYaml) {
            return CallArguments.optional(arguments, 1, "default").orElse(None.NONE);
        }
    }

    private static Object toYaml(Arguments arguments) {
        Object value = CallArguments.required(arguments, 0, "value", "toyaml");
        return YamlText.write(Values.toData(value), CallArguments.truth(arguments, 2, "sort_keys"));
    }

    /** One of the strict functions, giving the default (or None) where that one complains. */
    private static Object lenient(Arguments arguments, PyCallable strict) {
        try {
            return strict.call(arguments);
        } catch (PyError unfit) {
            return Optional.ofNullable(arguments.keyword("default")).orElse(None.NONE);
        }
    }

    private static Object asSet(Arguments arguments) {
        PySet set = new PySet();
        Iterator<Object> items = Values.iterate(CallArguments.required(arguments, 0, "value", "set"));
        while (items.hasNext()) {
            set.add(items.next());
        }
        return set;
    }

    private static Object zip(Arguments arguments) {
        List<Iterator<Object>> iterators = new ArrayList<>();
        for (int place = 0; place < arguments.size(); place++) {
            iterators.add(Values.iterate(arguments.positional(place)));
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
        String text = CallArguments.text(arguments, 0, "value", "local_md5");
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has MD5", absent);
        }
    }

    /** Grants held by the first and not by the second, grantees compared without case. */
    private static Object difference(Arguments arguments) {
        PyDict result = new PyDict();
        if (!(CallArguments.required(arguments, 0, "dict_a", "diff_of_two_dicts") instanceof PyDict first)
                || !(CallArguments.required(arguments, 1, "dict_b", "diff_of_two_dicts") instanceof PyDict second)) {
            throw new PyError("AttributeError", "diff_of_two_dicts() takes two dicts");
        }
        for (Map.Entry<Object, Object> entry : first.entrySet()) {
            Object others = lookUp(second, entry.getKey());
            PyList left = new PyList();
            Iterator<Object> items = Values.iterate(entry.getValue());
            while (items.hasNext()) {
                Object item = items.next();
                if (others == null || !containsText(others, Values.str(item))) {
                    left.add(item);
                }
            }
            if (!left.isEmpty()) {
                result.put(entry.getKey(), left);
            }
        }
        return result;
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
