package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.FunctionCall;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.SourceCall;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Values;
import java.util.Optional;

/** {@code ref} and {@code source}: arguments ⇒ calls. Source: dbt docs, "ref", "source". */
final class ReferenceFunctions {
    private ReferenceFunctions() {}

    static Object ref(References references, Arguments arguments) {
        Optional<Object> given = Optional.<Object>ofNullable(arguments.keyword("version"))
                .or(() -> Optional.ofNullable(arguments.keyword("v")))
                .filter(value -> value != None.NONE);
        Optional<String> version = given.map(Values::str);
        boolean quoted = given.filter(String.class::isInstance).isPresent();
        return switch (arguments.size()) {
            case 1 -> references.ref(new RefCall(text(arguments, 0, "ref"), Optional.empty(), version, quoted));
            case 2 ->
                references.ref(new RefCall(
                        text(arguments, 1, "ref"), Optional.of(text(arguments, 0, "ref")), version, quoted));
            default ->
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.CMP_007, "ref() takes one or two arguments, not " + arguments.size())
                        .inWordsOfDbt("ref() takes at most two arguments (" + arguments.size() + " given)")
                        .withHint("Write ref('model') or ref('package', 'model')."));
        };
    }

    static Object function(References references, Arguments arguments) {
        return switch (arguments.size()) {
            case 1 -> references.function(new FunctionCall(text(arguments, 0, "function"), Optional.empty()));
            case 2 ->
                references.function(
                        new FunctionCall(text(arguments, 1, "function"), Optional.of(text(arguments, 0, "function"))));
            default ->
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.CMP_007,
                                "function() takes one or two arguments, not " + arguments.size())
                        .inWordsOfDbt("function() takes at most two arguments (" + arguments.size() + " given)")
                        .withHint("Write function('name') or function('package', 'name')."));
        };
    }

    static Object metric(References references, Arguments arguments) {
        return switch (arguments.size()) {
            case 1 -> references.metric(new MetricCall(text(arguments, 0, "metric"), Optional.empty()));
            case 2 ->
                references.metric(
                        new MetricCall(text(arguments, 1, "metric"), Optional.of(text(arguments, 0, "metric"))));
            default ->
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.CMP_007, "metric() takes one or two arguments, not " + arguments.size())
                        .inWordsOfDbt("metric() takes at most two arguments (" + arguments.size() + " given)")
                        .withHint("Write metric('name') or metric('package', 'name')."));
        };
    }

    static Object source(References references, Arguments arguments) {
        if (arguments.size() != 2) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.CMP_007, "source() takes two arguments, not " + arguments.size())
                            .inWordsOfDbt("source() takes exactly two arguments (" + arguments.size() + " given)")
                            .withHint("Write source('source name', 'table name')."));
        }
        return references.source(new SourceCall(text(arguments, 0, "source"), text(arguments, 1, "source")));
    }

    private static String text(Arguments arguments, int place, String function) {
        Object value = arguments.positional(place);
        if (value instanceof String text) {
            return text;
        }
        throw new WeirException(Diagnostic.of(
                        DiagnosticCode.CMP_007,
                        function + "() takes names, not a value of type " + Values.typeName(value))
                .inWordsOfDbt("The name argument to " + function + "() must be a string, got " + "<class '"
                        + Values.typeName(value) + "'>"));
    }
}
