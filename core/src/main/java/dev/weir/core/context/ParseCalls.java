package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.Ordered;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.FunctionCall;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.SourceCall;
import dev.weir.jinja.module.PyDateTime;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a node's code calls while it is parsed: refs and sources as often as they stand there, configs, macros in first-seen
 * order. One per node and thread.
 */
public final class ParseCalls {
    private final List<RefCall> refs = new ArrayList<>();
    private final List<SourceCall> sources = new ArrayList<>();
    private final List<FunctionCall> functions = new ArrayList<>();
    private final List<MetricCall> metrics = new ArrayList<>();
    private final Map<String, @Nullable Object> config = new LinkedHashMap<>();
    private final Set<String> macros = new LinkedHashSet<>();

    public List<RefCall> refs() {
        return List.copyOf(refs);
    }

    public List<SourceCall> sources() {
        return List.copyOf(sources);
    }

    /** The arguments of all {@code config(…)} calls; of a key given twice the last one counts, lists of tags add up. */
    public Map<String, @Nullable Object> config() {
        return Ordered.copyOf(config);
    }

    /** Unique ids of the macros the code calls itself. */
    public List<String> macros() {
        return List.copyOf(macros);
    }

    public void addRef(RefCall call) {
        refs.add(call);
    }

    public List<FunctionCall> functions() {
        return List.copyOf(functions);
    }

    public List<MetricCall> metrics() {
        return List.copyOf(metrics);
    }

    public void addMetric(MetricCall call) {
        metrics.add(call);
    }

    public void addFunction(FunctionCall call) {
        functions.add(call);
    }

    public void addSource(SourceCall call) {
        sources.add(call);
    }

    public void addMacro(String uniqueId) {
        macros.add(uniqueId);
    }

    /** How many macros are known so far. */
    public int macroCount() {
        return macros.size();
    }

    /** Adds the arguments of one {@code config(…)}. */
    public void addConfig(Map<String, ? extends @Nullable Object> values) {
        refuseTwoSpellings(values.keySet());
        boolean first = config.isEmpty();
        values.forEach((written, value) -> {
            String key = canonical(written);
            if (config.containsKey(key)) {
                config.put(key, merged(key, config.get(key), value));
            } else {
                config.put(key, !first && ADDING_UP.contains(key) ? listOf(value) : value);
            }
        });
    }

    private static final Set<String> ADDING_UP = Set.of("pre-hook", "post-hook", "tags");

    private static void refuseTwoSpellings(Set<String> keys) {
        for (String key : List.of("pre_hook", "post_hook")) {
            if (keys.contains(key) && keys.contains(canonical(key))) {
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.PAR_028, "config \"" + canonical(key) + "\" is given twice")
                                .inWordsOfDbt("Invalid config, has conflicting keys \"" + key + "\" and \""
                                        + canonical(key) + '"'));
            }
        }
    }

    private static String canonical(String key) {
        return switch (key) {
            case "pre_hook" -> "pre-hook";
            case "post_hook" -> "post-hook";
            default -> key;
        };
    }

    /** What two calls of {@code config} come to: hooks and tags add up, some mappings merge, else the later one counts. */
    private static @Nullable Object merged(String key, @Nullable Object before, @Nullable Object after) {
        return switch (key) {
            case "pre-hook", "post-hook", "tags" -> {
                List<@Nullable Object> all = new ArrayList<>(listOf(before));
                all.addAll(listOf(after));
                yield all;
            }
            case "quoting", "column_types", "meta", "docs", "contract", "grants" -> {
                if (before instanceof Map<?, ?> first && after instanceof Map<?, ?> second) {
                    Map<Object, @Nullable Object> both = new LinkedHashMap<>(first);
                    both.putAll(second);
                    yield both;
                }
                yield after;
            }
            default -> after;
        };
    }

    private static List<? extends @Nullable Object> listOf(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        List<@Nullable Object> single = new ArrayList<>(1);
        single.add(value);
        return single;
    }

    /** A config's value as the manifest shows it: a datetime in ISO form. */
    private static @Nullable Object data(Object value) {
        return switch (value) {
            case PyDateTime moment -> moment.iso();
            case PyDict dict -> {
                Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(dict.size());
                dict.entrySet().forEach(entry -> map.put(Values.str(entry.getKey()), data(entry.getValue())));
                yield map;
            }
            case PyList items -> {
                List<@Nullable Object> list = new ArrayList<>(items.size());
                items.forEach(item -> list.add(data(item)));
                yield list;
            }
            default -> Values.toData(value);
        };
    }

    /** {@code config} while parsing: a call records, a look-up yields nothing. */
    PyObject configValue() {
        return new Recorder();
    }

    private final class Recorder implements PyObject, PyCallable {
        @Override
        public Object call(Arguments arguments) {
            Map<String, @Nullable Object> given = new LinkedHashMap<>();
            if (arguments.size() == 1 && arguments.positional(0) instanceof PyDict dict) {
                for (Map.Entry<Object, Object> entry : dict.entrySet()) {
                    given.put(Values.str(entry.getKey()), data(entry.getValue()));
                }
            } else if (arguments.size() > 0) {
                throw new PyError("TypeError", "Invalid inline model config");
            }
            for (int at = 0; at < arguments.keywordCount(); at++) {
                given.put(arguments.keywordName(at), data(arguments.keywordValue(at)));
            }
            addConfig(given);
            return "";
        }

        private Map<String, @Nullable Object> single(String key, @Nullable Object value) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put(key, value);
            return map;
        }

        @Override
        public @Nullable Object attribute(String name) {
            return switch (name) {
                case "get", "require", "meta_get", "meta_require" -> (PyCallable) _ -> "";
                case "set" -> (PyCallable) this::set;
                case "persist_relation_docs", "persist_column_docs" -> (PyCallable) _ -> false;
                default -> null;
            };
        }

        private Object set(Arguments arguments) {
            addConfig(single(
                    Values.str(arguments.positional(0)), arguments.size() > 1 ? data(arguments.positional(1)) : null));
            return "";
        }

        @Override
        public String typeName() {
            return "ParseConfigObject";
        }
    }
}
