package dev.weir.sandbox.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An error or notice as PostgreSQL's protocol carries it.
 *
 * @param fields by field letter ({@code S} severity, {@code C} SQLSTATE, {@code M} message, …), in order
 */
public record ServerMessage(Map<Character, String> fields) {
    public ServerMessage {
        fields = dev.weir.base.Ordered.copyOf(fields);
    }

    public static ServerMessage of(Frame frame) {
        var fields = new LinkedHashMap<Character, String>();
        int at = 0;
        while (at < frame.body().length && frame.body()[at] != 0) {
            char letter = (char) frame.body()[at];
            String value = frame.text(at + 1);
            fields.put(letter, value);
            at = frame.after(at + 1);
        }
        return new ServerMessage(fields);
    }

    public static ServerMessage of(String severity, String sqlState, String message) {
        var fields = new LinkedHashMap<Character, String>();
        fields.put('S', severity);
        fields.put('V', severity);
        fields.put('C', sqlState);
        fields.put('M', message);
        return new ServerMessage(fields);
    }

    public ServerMessage with(char letter, String value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(letter, value);
        return new ServerMessage(changed);
    }

    public ServerMessage without(char letter) {
        var changed = new LinkedHashMap<>(fields);
        changed.remove(letter);
        return new ServerMessage(changed);
    }

    public String message() {
        return fields.getOrDefault('M', "");
    }

    public String sqlState() {
        return fields.getOrDefault('C', "XX000");
    }

    public Optional<String> field(char letter) {
        return Optional.ofNullable(fields.get(letter));
    }

    /** Sends it as type {@code 'E'} or {@code 'N'}. */
    public void write(FrameWriter out, char type) throws java.io.IOException {
        out.begin(type);
        for (var field : fields.entrySet()) out.int8(field.getKey()).text(field.getValue());
        out.int8(0).end();
    }
}
