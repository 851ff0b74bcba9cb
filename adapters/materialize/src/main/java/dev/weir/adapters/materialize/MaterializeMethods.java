package dev.weir.adapters.materialize;

import dev.weir.adapter.AdapterMethods.Method;
import dev.weir.adapter.AdapterMethods.Scope;
import dev.weir.adapter.DatabaseException;
import dev.weir.adapters.postgres.PostgresDialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Materialize adds to {@code adapter}. Source: dbt-materialize 1.9.11 as observed. */
final class MaterializeMethods {
    private static final FixtureValue FIXTURES = new FixtureValue(new PostgresDialect());

    private MaterializeMethods() {}

    static Optional<Method> find(String name) {
        return switch (name) {
            case "fixture_value" ->
                method(
                        List.of("value", "data_type"),
                        2,
                        (_, arguments) -> FIXTURES.in(arguments.get(0), String.valueOf(arguments.get(1))));
            case "freeze_time" ->
                method(
                        List.of("sql", "moment"),
                        2,
                        (_, arguments) ->
                                FrozenTime.in(String.valueOf(arguments.get(0)), String.valueOf(arguments.get(1))));
            case "execute_each" ->
                method(List.of("statements"), 1, (scope, arguments) -> executeEach(scope, arguments.getFirst()));
            case "generate_final_cluster_name" ->
                method(List.of("cluster_name", "force_deploy_suffix"), 1, MaterializeMethods::finalClusterName);
            case "get_git_commit_sha" -> method(List.of(), 0, (scope, _) -> commitSha(scope.project()));
            case "is_planned" ->
                method(
                        List.of("kind", "name", "database"),
                        2,
                        (scope, arguments) -> scope.foreseen(
                                        String.valueOf(arguments.get(0)),
                                        Optional.ofNullable(arguments.get(2)).map(String::valueOf),
                                        String.valueOf(arguments.get(1)))
                                .orElse(null));
            case "is_planning" -> method(List.of(), 0, (scope, _) -> scope.collects());
            case "parse_partition_by" ->
                method(
                        List.of("raw_partition_by"),
                        1,
                        (_, arguments) -> MaterializeConfigs.parsePartitionBy(arguments.get(0)));
            case "parse_refresh_interval" ->
                method(List.of("raw_refresh_interval"), 1, (_, arguments) -> RefreshInterval.parse(arguments.get(0)));
            case "sleep" -> method(List.of("seconds"), 1, (_, arguments) -> sleep(arguments.get(0)));
            case "try_atomic_swap" ->
                method(List.of("swap_sql"), 1, (scope, arguments) -> swap(scope, String.valueOf(arguments.get(0))));
            default -> Optional.empty();
        };
    }

    private interface Body {
        @Nullable
        Object call(Scope scope, List<@Nullable Object> arguments);
    }

    private static Optional<Method> method(List<String> parameters, int required, Body body) {
        return Optional.of(new Method() {
            @Override
            public List<String> parameters() {
                return parameters;
            }

            @Override
            public int required() {
                return required;
            }

            @Override
            public @Nullable Object call(Scope scope, List<@Nullable Object> arguments) {
                return body.call(scope, arguments);
            }
        });
    }

    private static @Nullable Object executeEach(Scope scope, @Nullable Object statements) {
        if (statements instanceof List<?> list && !list.isEmpty()) {
            scope.executeEach(list.stream().map(String::valueOf).toList());
        }
        return null;
    }

    /** The name a cluster has in this run: the user's naming macro first, then the suffix of a deployment. */
    private static @Nullable Object finalClusterName(Scope scope, List<@Nullable Object> arguments) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("custom_cluster_name", arguments.get(0));
        @Nullable Object name = scope.callMacro("generate_cluster_name", given);
        // `weir deploy` names the clusters that will be swapped; the others stay what they are.
        boolean swapped = !(scope.cliVars().get("deploy_clusters") instanceof List<?> clusters)
                || (name instanceof String text && clusters.contains(text.strip()));
        boolean deploy = (truth(scope.cliVars().get("deploy")) && swapped) || truth(arguments.get(1));
        if (!deploy || !truth(name)) {
            return name instanceof String text ? text.strip() : name;
        }
        Map<String, @Nullable Object> suffixed = new LinkedHashMap<>();
        suffixed.put("custom_cluster_name", name instanceof String text ? text.strip() : name);
        @Nullable Object result = scope.callMacro("generate_deploy_cluster_name", suffixed);
        return result instanceof String text ? text.strip() : result;
    }

    private static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case String text -> !text.isBlank();
            case Number number -> number.doubleValue() != 0;
            default -> true;
        };
    }

    /** HEAD of the project's repository; null when there is none or no git. */
    private static @Nullable Object commitSha(Path project) {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? text : null;
        } catch (IOException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static @Nullable Object sleep(@Nullable Object seconds) {
        double pause = seconds instanceof Number number ? number.doubleValue() : 0;
        try {
            Thread.sleep((long) (pause * 1000));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /** True when the swap happened; false when concurrent DDL made the server abort it, so that it may be tried again. */
    private static Object swap(Scope scope, String sql) {
        try {
            scope.execute(sql);
            return true;
        } catch (DatabaseException e) {
            try {
                scope.execute("ROLLBACK");
            } catch (DatabaseException _) {
                // the first error is the one to tell
            }
            if (e.sqlState().equals("40001")) {
                scope.log("Atomic swap aborted by concurrent DDL: " + e.words().strip());
                return false;
            }
            throw e;
        }
    }
}
