package dev.weir.core.project;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work asked of its surroundings while it ran, each question with the answer it got: its result holds for as
 * long as every answer stays the same. The doors that answer call {@link #asked}; outside of {@link #noting} that does
 * nothing. Belongs to one thread.
 */
public final class Questions {
    private static final ScopedValue<Questions> NOTING = ScopedValue.newInstance();

    /** What can be asked for, and how the name of it is made. */
    public enum Kind {
        /** An environment variable. */
        ENVIRONMENT,
        /** Package and name of a var. */
        VAR,
        /** Unique id of a macro whose body counts. */
        MACRO,
        /** Which macros there are. */
        MACROS,
        /** Wanted package (or nothing), name and calling package of a docs block. */
        DOC,
        /** Section, package and name of an entry in a property file. */
        PROPERTIES,
        /** Package and file of a version of a model. */
        VERSION,
        /** Package, section and fqn that folders of {@code dbt_project.yml} configure. */
        CONFIG,
        /** Package and name of the fixture of a unit test. */
        FIXTURE,
        /** {@code flags}. */
        FLAGS,
        /** {@code invocation_args_dict}. */
        ARGUMENTS,
        /** The threads of the target. */
        THREADS
    }

    /** @param name of several parts: one a line */
    public record Question(Kind kind, String name) {}

    private final Map<Question, String> answers = new LinkedHashMap<>();
    private boolean repeatable = true;

    /** Runs work and notes what it asks. */
    public <T> T noting(Callable<T> work) throws Exception {
        return ScopedValue.where(NOTING, this).call(work::call);
    }

    /** Notes a question and its answer as a text that stands for it, where somebody is noting. */
    public static void asked(Kind kind, String name, Supplier<String> answer) {
        if (NOTING.isBound()) {
            NOTING.get().answers.computeIfAbsent(new Question(kind, name), _ -> answer.get());
        }
    }

    public static boolean noted() {
        return NOTING.isBound();
    }

    /** Notes that the work has an effect beside its result, or asked for what is never the same twice. */
    public static void unrepeatable() {
        if (NOTING.isBound()) {
            NOTING.get().repeatable = false;
        }
    }

    public boolean repeatable() {
        return repeatable;
    }

    public Map<Question, String> answers() {
        return answers;
    }

    /** Stands for a value that may be secret, or for its absence. */
    public static String answer(Optional<? extends @Nullable Object> value) {
        return value.map(Fingerprint::of).orElse("");
    }
}
