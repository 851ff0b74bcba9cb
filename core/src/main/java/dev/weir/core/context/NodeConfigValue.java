package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.Events;
import dev.weir.core.event.TemplateEvent;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code config} once the node is known: a call does nothing, {@code get} and {@code require} read the effective config.
 * Source: dbt docs, "config"; "Python: config.get".
 */
final class NodeConfigValue implements PyObject, PyCallable {
    private final Map<String, @Nullable Object> values;
    private final String subject;
    private final String owner;
    private final Events events;

    /** @param owner the node's id; empty for what is no node */
    NodeConfigValue(Map<String, @Nullable Object> values, String owner, String subject, Events events) {
        this.owner = owner;
        this.events = events;
        this.values = values;
        this.subject = subject;
    }

    @Override
    public Object call(Arguments arguments) {
        return "";
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "get" -> (PyCallable) this::read;
            case "require" -> (PyCallable) this::require;
            case "set" -> (PyCallable) _ -> ""; // it was heard while the project was parsed
            case "meta_get" -> (PyCallable) arguments -> readMeta(arguments, false);
            case "meta_require" -> (PyCallable) arguments -> readMeta(arguments, true);
            case "persist_relation_docs" -> (PyCallable) _ -> persists("relation");
            case "persist_column_docs" -> (PyCallable) _ -> persists("columns");
            case "model" -> NodeTree.of(Map.of("config", values));
            default -> null;
        };
    }

    private Object persists(String what) {
        return values.get("persist_docs") instanceof Map<?, ?> docs && Boolean.TRUE.equals(docs.get(what));
    }

    /**
     * A validator is asked where a default is given, too. The default is for configs that are not there: one that was set to
     * null, or that dbt itself knows and nobody set, is null. Source: compiled by the reference (1.11.16).
     */
    private Object read(Arguments arguments) {
        Object found = found(arguments);
        return CallArguments.given(arguments, 1, "default").isPresent()
                ? ConfigValidation.checked(arguments, 2, found)
                : found;
    }

    private Object found(Arguments arguments) {
        String name = CallArguments.text(arguments, 0, "name", "config.get");
        if (!values.containsKey(name)) {
            if (inMeta(name)) {
                events.emit(new TemplateEvent.GetMetaKeyWarning(name));
            }
            return CallArguments.optional(arguments, 1, "default").orElse(None.NONE);
        }
        return value(name, values.get(name));
    }

    private Object require(Arguments arguments) {
        String name = CallArguments.text(arguments, 0, "name", "config.require");
        Object found = values.get(name);
        if (found == null && inMeta(name)) {
            events.emit(new TemplateEvent.GetMetaKeyWarning(name));
        }
        if (found == null && !values.containsKey(name)) {
            throw missing(name);
        }
        return ConfigValidation.checked(arguments, 1, value(name, found));
    }

    private Object value(String name, @Nullable Object found) {
        return NodeTree.configured(name, Values.fromData(found), values.get("incremental_strategy"));
    }

    private boolean inMeta(String name) {
        return !values.containsKey(name) && values.get("meta") instanceof Map<?, ?> meta && meta.containsKey(name);
    }

    private Object readMeta(Arguments arguments, boolean required) {
        String name = CallArguments.text(arguments, 0, "name", "config.meta_get");
        Object found = values.get("meta") instanceof Map<?, ?> meta ? meta.get(name) : null;
        if (found != null) {
            return Values.fromData(found);
        }
        if (required) {
            throw missing(name);
        }
        return CallArguments.optional(arguments, 1, "default").orElse(None.NONE);
    }

    private WeirException missing(String name) {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.CMP_004, "config \"" + name + "\" is required and not set")
                .inWordsOfDbt("Model '" + owner + "' does not define a required config parameter '" + name + "'.")
                .within(subject)
                .withHint("Set it with {{ config(" + name + "=...) }} or in a property file."));
    }

    @Override
    public String typeName() {
        return "RuntimeConfigObject";
    }
}
