package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/**
 * One option in parentheses: {@code TOPIC = 'orders'}, {@code PASSWORD SECRET pw}, {@code TEXT COLUMNS (a, b)}.
 *
 * @param name upper case, words joined by a space
 */
public record Option(String name, Value value, int offset) {
    /** What an option is set to. */
    public sealed interface Value {
        /** The option stands alone. */
        record None() implements Value {}

        /** A string, a number or a bare word, without quotes. */
        record Text(String text, boolean quoted) implements Value {}

        /** {@code SECRET name}. */
        record Secret(Name name) implements Value {}

        /** The name of an object, as for AWS CONNECTION. */
        record Item(Name name) implements Value {}

        /** Values in parentheses or brackets. */
        record Several(List<Value> values) implements Value {
            public Several {
                values = List.copyOf(values);
            }
        }

        /** An option's own options, as for a broker's SSH TUNNEL. */
        record Nested(String head, List<Option> options) implements Value {
            public Nested {
                options = List.copyOf(options);
            }
        }
    }

    /** The text of a plain value. */
    public Optional<String> text() {
        return value instanceof Value.Text t ? Optional.of(t.text()) : Optional.empty();
    }

    /** As Materialize writes it in create_sql. */
    public String written() {
        String shown = written(value);
        return shown.isEmpty() ? name : name + " = " + shown;
    }

    private static String written(Value value) {
        return switch (value) {
            case Value.None _ -> "";
            case Value.Text text -> text.quoted() ? "'" + text.text().replace("'", "''") + "'" : text.text();
            case Value.Secret secret -> "SECRET " + secret.name().quoted();
            case Value.Item item -> item.name().quoted();
            case Value.Several several -> {
                var parts = new java.util.ArrayList<String>();
                for (Value one : several.values()) parts.add(written(one));
                yield "(" + String.join(", ", parts) + ")";
            }
            case Value.Nested nested -> {
                var parts = new java.util.ArrayList<String>();
                for (Option one : nested.options()) parts.add(one.written());
                yield nested.head() + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
            }
        };
    }
}
