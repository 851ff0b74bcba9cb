package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.Subscribe;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a subscription's rows: {@code mz_timestamp}, {@code mz_progressed} when asked for, {@code mz_diff} or
 * {@code mz_state}, then the columns, as the envelope puts them. Source: Materialize docs, "SUBSCRIBE", Output.
 */
final class SubscribeRows {
    private static final int NUMERIC = 1700;
    private static final int BOOLEAN = 16;
    private static final int BIGINT = 20;
    private static final int TEXT = 25;

    private final boolean progress;
    private final Envelope envelope;
    private final List<Column> query;
    private final List<Integer> key;
    private final List<Integer> values;
    private final List<Column> told;

    private enum Envelope {
        NONE,
        UPSERT,
        DEBEZIUM
    }

    /** A column as a RowDescription has it: the name, and what follows it. */
    private record Column(String name, ByteBuffer about) {
        static Column ofType(String name, int oid, int size) {
            return new Column(
                    name,
                    ByteBuffer.allocate(18)
                            .putInt(0)
                            .putShort((short) 0)
                            .putInt(oid)
                            .putShort((short) size)
                            .putInt(-1)
                            .putShort((short) 0)
                            .flip());
        }

        Column called(String newName) {
            return new Column(newName, about);
        }
    }

    /** A row that came or went, so many times. The row is the body of a DataRow. */
    record Change(ByteBuffer row, long diff) {}

    private SubscribeRows(boolean progress, Envelope envelope, List<Column> query, List<Integer> key) {
        this.progress = progress;
        this.envelope = envelope;
        this.query = query;
        this.key = key;
        this.values = new ArrayList<>();
        for (int i = 0; i < query.size(); i++) {
            if (!key.contains(i)) values.add(i);
        }
        this.told = told();
    }

    /** {@code description} is the RowDescription of the query. */
    static SubscribeRows of(Subscribe subscribe, Frame description) {
        var columns = new ArrayList<Column>();
        int at = 2;
        for (int i = 0; i < description.int16(0); i++) {
            String name = description.text(at);
            at += name.getBytes(StandardCharsets.UTF_8).length + 1;
            columns.add(
                    new Column(name, ByteBuffer.wrap(description.body(), at, 18).slice()));
            at += 18;
        }
        if (subscribe.envelope().isEmpty()) {
            return new SubscribeRows(subscribe.progress(), Envelope.NONE, columns, List.of());
        }
        var key = new ArrayList<Integer>();
        for (String name : subscribe.envelope().get().key()) {
            int place = -1;
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equals(name)) place = i;
            }
            if (place < 0) throw SqlError.of("42703", "column \"" + name + "\" does not exist");
            key.add(place);
        }
        return new SubscribeRows(
                subscribe.progress(),
                Envelope.valueOf(subscribe.envelope().get().kind()),
                columns,
                key);
    }

    private List<Column> told() {
        var columns = new ArrayList<Column>();
        columns.add(Column.ofType("mz_timestamp", NUMERIC, -1));
        if (progress) columns.add(Column.ofType("mz_progressed", BOOLEAN, 1));
        if (envelope == Envelope.NONE) {
            columns.add(Column.ofType("mz_diff", BIGINT, 8));
            columns.addAll(query);
            return columns;
        }
        columns.add(Column.ofType("mz_state", TEXT, -1));
        for (int place : key) columns.add(query.get(place));
        if (envelope == Envelope.DEBEZIUM) {
            for (int place : values) {
                columns.add(query.get(place).called("before_" + query.get(place).name()));
            }
        }
        for (int place : values) {
            Column column = query.get(place);
            columns.add(envelope == Envelope.DEBEZIUM ? column.called("after_" + column.name()) : column);
        }
        return columns;
    }

    /** The body of a RowDescription, with the formats a client has asked for. */
    byte[] description(int[] formats) {
        return description(told, formats);
    }

    private static byte[] description(List<Column> told, int[] formats) {
        var body = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(body)) {
            out.writeShort(told.size());
            for (int i = 0; i < told.size(); i++) {
                out.write(told.get(i).name().getBytes(StandardCharsets.UTF_8));
                out.writeByte(0);
                byte[] about = new byte[16];
                told.get(i).about().get(0, about);
                out.write(about);
                out.writeShort(format(formats, i));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return body.toByteArray();
    }

    /** The body of a RowDescription of one column of text. */
    static byte[] oneText(String name, int[] formats) {
        return description(List.of(Column.ofType(name, TEXT, -1)), formats);
    }

    private static int format(int[] formats, int column) {
        return formats.length == 0
                ? 0
                : formats.length == 1 ? formats[0] : column < formats.length ? formats[column] : 0;
    }

    /** The formats of the query's own columns. */
    int[] formatsOfQuery(int[] formats) {
        if (formats.length <= 1) return formats;
        int[] own = new int[query.size()];
        int prefix = progress ? 3 : 2;
        if (envelope == Envelope.NONE) {
            for (int i = 0; i < own.length; i++) own[i] = format(formats, prefix + i);
            return own;
        }
        for (int i = 0; i < key.size(); i++) own[key.get(i)] = format(formats, prefix + i);
        for (int i = 0; i < values.size(); i++) own[values.get(i)] = format(formats, prefix + key.size() + i);
        return own;
    }

    /** How many columns a row has. */
    int width() {
        return told.size();
    }

    // ---- rows

    /** A row that says how far time has come. */
    byte[] progress(long time, int[] formats) {
        var row = new Row(formats);
        row.timestamp(time);
        row.bool(true);
        while (row.count < told.size()) row.nothing();
        return row.body();
    }

    /** Changes of one moment; {@code now} is what there is after them. */
    List<byte[]> of(List<Change> changes, long time, Map<ByteBuffer, Long> now, int[] formats) {
        var rows = new ArrayList<byte[]>();
        if (envelope == Envelope.NONE) {
            for (Change change : changes) {
                var row = begun(time, formats);
                row.bigint(change.diff());
                List<byte @Nullable []> cells = cells(change.row());
                for (int i = 0; i < query.size(); i++) row.cell(cells.get(i));
                rows.add(row.body());
            }
            return rows;
        }
        var byKey = new LinkedHashMap<List<ByteBuffer>, Keyed>();
        for (Change change : changes) {
            List<byte @Nullable []> cells = cells(change.row());
            Keyed keyed = byKey.computeIfAbsent(keyOf(cells), _ -> new Keyed(cells));
            if (change.diff() < 0) keyed.before = cells;
            else keyed.after = cells;
        }
        Map<List<ByteBuffer>, Long> counts = counts(byKey, now);
        for (var entry : byKey.entrySet()) {
            boolean violated = counts.getOrDefault(entry.getKey(), 0L) > 1;
            rows.add(enveloped(entry.getValue(), violated, time, formats));
        }
        return rows;
    }

    private static final class Keyed {
        private final List<byte @Nullable []> any;
        private @Nullable List<byte @Nullable []> before;
        private @Nullable List<byte @Nullable []> after;

        Keyed(List<byte @Nullable []> any) {
            this.any = any;
        }
    }

    private List<ByteBuffer> keyOf(List<byte @Nullable []> cells) {
        var of = new ArrayList<ByteBuffer>();
        for (int place : key) {
            byte[] cell = cells.get(place);
            of.add(cell == null ? ByteBuffer.wrap(new byte[] {0, 0}) : ByteBuffer.wrap(cell));
        }
        return of;
    }

    private Map<List<ByteBuffer>, Long> counts(Map<List<ByteBuffer>, Keyed> changed, Map<ByteBuffer, Long> now) {
        var counts = new LinkedHashMap<List<ByteBuffer>, Long>();
        for (var row : now.entrySet()) {
            List<ByteBuffer> of = keyOf(cells(row.getKey()));
            if (changed.containsKey(of)) counts.merge(of, row.getValue(), Long::sum);
        }
        return counts;
    }

    private byte[] enveloped(Keyed keyed, boolean violated, long time, int[] formats) {
        var row = begun(time, formats);
        List<byte @Nullable []> before = keyed.before;
        List<byte @Nullable []> after = keyed.after;
        String state;
        if (violated) state = "key_violation";
        else if (after == null) state = "delete";
        else state = envelope == Envelope.DEBEZIUM && before == null ? "insert" : "upsert";
        row.cell(state.getBytes(StandardCharsets.UTF_8));
        for (int place : key) row.cell(keyed.any.get(place));
        if (envelope == Envelope.DEBEZIUM) {
            for (int place : values) row.cell(before == null || violated ? null : before.get(place));
        }
        for (int place : values) row.cell(after == null || violated ? null : after.get(place));
        return row.body();
    }

    private Row begun(long time, int[] formats) {
        var row = new Row(formats);
        row.timestamp(time);
        if (progress) row.bool(false);
        return row;
    }

    /** The values of a DataRow. */
    static List<byte @Nullable []> cells(ByteBuffer row) {
        ByteBuffer in = row.duplicate();
        int count = in.getShort();
        var cells = new ArrayList<byte @Nullable []>(count);
        for (int i = 0; i < count; i++) {
            int length = in.getInt();
            if (length < 0) {
                cells.add(null);
            } else {
                byte[] cell = new byte[length];
                in.get(cell);
                cells.add(cell);
            }
        }
        return cells;
    }

    /** A DataRow in the making. */
    private static final class Row {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int[] formats;
        private int count;

        Row(int[] formats) {
            this.formats = formats;
        }

        private boolean binary() {
            return format(formats, count) == 1;
        }

        void timestamp(long time) {
            cell(binary() ? numeric(time) : ascii(Long.toString(time)));
        }

        void bool(boolean value) {
            cell(binary() ? new byte[] {(byte) (value ? 1 : 0)} : ascii(value ? "t" : "f"));
        }

        void bigint(long value) {
            cell(binary() ? ByteBuffer.allocate(8).putLong(value).array() : ascii(Long.toString(value)));
        }

        void nothing() {
            cell(null);
        }

        void cell(byte @Nullable [] value) {
            count++;
            byte[] length = ByteBuffer.allocate(4)
                    .putInt(value == null ? -1 : value.length)
                    .array();
            bytes.writeBytes(length);
            if (value != null) bytes.writeBytes(value);
        }

        byte[] body() {
            byte[] cells = bytes.toByteArray();
            return ByteBuffer.allocate(2 + cells.length)
                    .putShort((short) count)
                    .put(cells)
                    .array();
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        /** PostgreSQL's binary numeric: digits of base 10,000. */
        private static byte[] numeric(long value) {
            var digits = new ArrayList<Integer>();
            for (long rest = value; rest > 0; rest /= 10_000) digits.addFirst((int) (rest % 10_000));
            ByteBuffer out = ByteBuffer.allocate(8 + 2 * digits.size());
            out.putShort((short) digits.size())
                    .putShort((short) (digits.size() - 1))
                    .putShort((short) 0)
                    .putShort((short) 0);
            for (int digit : digits) out.putShort((short) digit);
            return out.array();
        }
    }
}
