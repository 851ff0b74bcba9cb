package dev.weir.core.parse.memo;

import dev.weir.base.Digests;
import dev.weir.base.ReplacedFile;
import dev.weir.core.project.Questions;
import dev.weir.core.project.Questions.Kind;
import dev.weir.core.project.Questions.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs made of the same input. A piece of work is known by a key that holds all it is done on (a file's path
 * and digest, an entry's); its result is used again when every question it asked of its surroundings, asked again in the same
 * order, gets the same answer. What is asked or done once is not the same twice (the time, a message) is never kept.
 *
 * <p>Thread-safe. {@link #save} keeps what this run used, and nothing else, for the next one.
 */
public final class Memo {
    private static final System.Logger LOG = System.getLogger("dev.weir.memo");
    /** How many pieces of work one thread encodes at a time. */
    private static final int PART = 64;

    private final Optional<Path> file;
    private final String identity;
    private final MemoFile old;
    private final SharedConfigs configs = new SharedConfigs();
    private final Queue<Unit<?>> units = new ConcurrentLinkedQueue<>();
    private final Map<Object, Text> texts = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Question, String> salted = new java.util.concurrent.ConcurrentHashMap<>();

    /** A part of an array of bytes that holds the JSON of a resource. */
    public record Text(byte[] bytes, int from, int length) {}

    /** Something that was done or found done. */
    private record Unit<T>(
            String key, Form<T> form, List<T> results, Map<Question, String> answers, MemoFile.@Nullable Range range) {}

    private Memo(Optional<Path> file, String identity, MemoFile old) {
        this.file = file;
        this.identity = identity;
        this.old = old;
    }

    /** Knows nothing and keeps nothing. */
    public static Memo none() {
        return new Memo(Optional.empty(), "", MemoFile.none());
    }

    /** What the file holds, if it was written under the same identity: same program, same project, same target. */
    public static Memo open(Path file, String identity, EarlyMemo early) {
        return new Memo(Optional.of(file), identity, early.of(file).of(identity));
    }

    /** Starts anew, and replaces the file when saved. */
    public static Memo anew(Path file, String identity) {
        return new Memo(Optional.of(file), identity, MemoFile.none());
    }

    /** How many pieces of work are remembered. */
    public int size() {
        return old.ranges().size();
    }

    /** Whether anything can be kept. */
    public boolean keeps() {
        return file.isPresent();
    }

    /**
     * What the work yields, done or remembered.
     *
     * @param key everything the work is done on
     * @param answers to what it asks beside that
     */
    public <T> List<T> of(String key, Form<T> form, Answers answers, Callable<? extends List<? extends T>> work)
            throws Exception {
        if (file.isEmpty()) {
            return List.copyOf(work.call());
        }
        MemoFile.Range range = old.ranges().get(key);
        if (range != null) {
            Decoder in = new Decoder(old.bytes(), range.afterKey(), configs);
            if (holds(in, answers)) {
                List<T> results = read(in, form);
                units.add(new Unit<>(key, form, results, Map.of(), range));
                return results;
            }
        }
        Questions questions = new Questions();
        List<T> results = questions.noting(() -> List.copyOf(work.call()));
        if (questions.repeatable()) {
            units.add(new Unit<>(key, form, results, questions.answers(), null));
        }
        return results;
    }

    private boolean holds(Decoder in, Answers answers) {
        int count = in.number();
        boolean same = true;
        for (int at = 0; at < count; at++) {
            Question question = new Question(Kind.valueOf(in.text()), in.text());
            String answer = in.text();
            same = same && kept(question, answers).equals(answer);
        }
        return same;
    }

    private String kept(Question question, Answers answers) {
        return switch (question.kind()) {
            case ENVIRONMENT, VAR -> {
                String known = salted.get(question);
                if (known == null) {
                    known = salted(answers.to(question));
                    salted.put(question, known);
                }
                yield known;
            }
            case MACROS, MACRO, DOC, PROPERTIES, VERSION, CONFIG, FIXTURE, FLAGS, ARGUMENTS, THREADS ->
                answers.to(question);
        };
    }

    /** Values may be secret and short: what the file says of them is good for this project on this machine only. */
    private String salted(String answer) {
        return Digests.sha256(identity + '\n' + answer);
    }

    private <T> List<T> read(Decoder in, Form<T> form) {
        int count = in.number();
        List<T> results = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            results.add(form.read(in));
        }
        for (int at = 0; at < count; at++) {
            int length = in.number();
            if (length > 0) {
                texts.put(results.get(at), new Text(in.array(), in.place(), length));
                in.pass(length);
            }
        }
        return results;
    }

    /** The JSON of this very object, as an earlier manifest had it. */
    public Optional<Text> text(Object resource) {
        return Optional.ofNullable(texts.get(resource));
    }

    /** Keeps the JSON of an object that came from {@link #of}, or of what it became. */
    public void keep(Object resource, Text text) {
        if (file.isPresent()) {
            texts.put(resource, text);
        }
    }

    /** What must stand in no file. Asked on several threads. */
    @FunctionalInterface
    public interface Unfit {
        Unfit NOTHING = (_, _, _) -> false;

        boolean in(byte[] bytes, int from, int length);
    }

    /**
     * Writes the file, if there is anything new. What cannot be written is no failure: the next run works as this one did.
     *
     * @param settled what became of a result; empty when its piece of work is not to be kept
     * @param unfit what tells from its bytes that a piece of work is not to be kept
     */
    public void save(Function<Object, Optional<Object>> settled, Unfit unfit) {
        if (file.isEmpty()) {
            return;
        }
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Unit<?>> all = distinct();
            Queue<Future<Encoded>> running = new ArrayDeque<>();
            for (int from = 0; from < all.size(); from += PART) {
                List<Unit<?>> some = all.subList(from, Math.min(all.size(), from + PART));
                running.add(pool.submit(() -> encode(some, settled, unfit)));
            }
            write(file.get(), running);
        } catch (IOException unwritable) {
            LOG.log(System.Logger.Level.DEBUG, "the memo is not kept", unwritable);
        }
    }

    /** Nothing is written when everything comes from the old file. */
    private void write(Path target, Queue<Future<Encoded>> running) throws IOException {
        Queue<Encoded> encoded = new ArrayDeque<>();
        int copied = 0;
        boolean changed = false;
        while (!running.isEmpty() && !changed) {
            Encoded part = await(running.remove());
            encoded.add(part);
            copied += part.copied;
            changed = part.copied < part.count;
        }
        if (changed || copied < size()) {
            ReplacedFile.writeForOwner(target, out -> {
                MemoFile.Writing file = new MemoFile.Writing(out, identity);
                while (!encoded.isEmpty() || !running.isEmpty()) {
                    Encoded part = encoded.isEmpty() ? await(running.remove()) : encoded.remove();
                    for (MemoFile.Piece piece : part.pieces) {
                        file.append(piece);
                    }
                }
                file.finish();
            });
        }
    }

    private static Encoded await(Future<Encoded> part) throws IOException {
        try {
            return part.get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** Of units with one key the first: two files may be one by way of a link. */
    private List<Unit<?>> distinct() {
        Map<String, Unit<?>> distinct = LinkedHashMap.newLinkedHashMap(units.size());
        for (Unit<?> unit : units) {
            distinct.putIfAbsent(unit.key, unit);
        }
        return new ArrayList<>(distinct.values());
    }

    private record Encoded(List<MemoFile.Piece> pieces, int count, int copied) {}

    private Encoded encode(List<Unit<?>> some, Function<Object, Optional<Object>> settled, Unfit unfit) {
        List<MemoFile.Piece> pieces = new ArrayList<>();
        Encoder out = new Encoder(some.size() * MemoFile.ENTRY);
        Encoder entry = new Encoder(MemoFile.ENTRY);
        int count = 0;
        int copied = 0;
        for (Unit<?> unit : some) {
            if (unchanged(unit, settled)) {
                MemoFile.Range range = java.util.Objects.requireNonNull(unit.range);
                if (!unfit.in(old.bytes(), range.start(), range.end() - range.start())) {
                    pieces.add(new MemoFile.Piece(old.bytes(), range.start(), range.end() - range.start()));
                    copied++;
                    count++;
                }
            } else {
                entry.clear();
                if (encode(unit, settled, entry) && !unfit.in(entry.array(), 0, entry.size())) {
                    out.part(entry);
                    count++;
                }
            }
        }
        pieces.add(new MemoFile.Piece(out.array(), 0, out.size()));
        return new Encoded(pieces, count, copied);
    }

    private boolean unchanged(Unit<?> unit, Function<Object, Optional<Object>> settled) {
        if (unit.range == null) {
            return false;
        }
        for (Object result : unit.results) {
            Text text = texts.get(result);
            if (settled.apply(result).orElse(this) != result || text != null && text.bytes != old.bytes()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the unit may be kept; what is written is good for nothing when it may not. */
    private <T> boolean encode(Unit<T> unit, Function<Object, Optional<Object>> settled, Encoder out) {
        out.text(unit.key);
        answers(out, unit);
        out.number(unit.results.size());
        List<Text> ofResults = new ArrayList<>(unit.results.size());
        for (T result : unit.results) {
            Optional<Object> became = settled.apply(result);
            if (became.isEmpty()) {
                return false;
            }
            try {
                @SuppressWarnings("unchecked") // what a result becomes is of its kind
                T value = (T) became.get();
                unit.form.write(out, value);
            } catch (Encoder.NotPlain unknown) {
                return false;
            }
            ofResults.add(texts.getOrDefault(became.get(), NO_TEXT));
        }
        for (Text text : ofResults) {
            out.part(text.bytes, text.from, text.length);
        }
        return true;
    }

    private static final Text NO_TEXT = new Text(new byte[0], 0, 0);

    private void answers(Encoder out, Unit<?> unit) {
        if (unit.range != null) {
            Decoder in = new Decoder(old.bytes(), unit.range.afterKey(), configs);
            int count = in.number();
            out.number(count);
            for (int at = 0; at < count; at++) {
                out.text(in.text()).text(in.text()).text(in.text());
            }
            return;
        }
        out.number(unit.answers.size());
        unit.answers.forEach((question, answer) -> {
            boolean secret = question.kind() == Kind.ENVIRONMENT || question.kind() == Kind.VAR;
            out.text(question.kind().name()).text(question.name()).text(secret ? salted(answer) : answer);
        });
    }
}
