package dev.weir.adapter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Methods that an adapter adds to the {@code adapter} object of templates. Arguments and results are plain data, relations
 * and connections aside.
 */
public interface AdapterMethods {
    AdapterMethods NONE = _ -> Optional.empty();

    Optional<Method> find(String name);

    /** One method. */
    interface Method {
        /** Names of its parameters in order, for calls by keyword; the ones from {@link #required()} on have defaults. */
        List<String> parameters();

        /** How many of the parameters have no default. */
        int required();

        /** @param arguments one for each parameter, null where none was given */
        @Nullable
        Object call(Scope scope, List<@Nullable Object> arguments);
    }

    /** What a method may use of the running invocation. */
    interface Scope {
        Credentials credentials();

        /** The vars of the command line ({@code --vars}), which an adapter may look at. */
        Map<String, @Nullable Object> cliVars();

        /** The folder of the root project. */
        Path project();

        /** Calls a macro by plain name, as {@code execute_macro} does: the root project's wins. */
        @Nullable
        Object callMacro(String name, Map<String, @Nullable Object> arguments);

        /** Runs a statement on the connection of the calling node, without query comment. */
        QueryResult execute(String sql);

        /**
         * Runs statements in their order, each by itself and with the query comment; one may be sent before the one before it is answered,
         * so what follows one that fails may be carried out.
         */
        void executeEach(List<String> statements);

        /** Whether changes are only collected, as for the plan of a deployment, and not sent. */
        boolean collects();

        /**
         * Whether a schema or cluster would be there once what was collected has been sent; empty when nothing of that makes
         * or drops it. {@code kind} is {@code "schema"} or {@code "cluster"}, the database the schema's unless it is the connected one.
         */
        Optional<Boolean> foreseen(String kind, Optional<String> database, String name);

        /** Says something at the info level. */
        void log(String text);
    }
}
