package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The CI files of {@code examples/ci} hold nothing that GitHub and GitLab would not take. Sources: GitHub docs, "Workflow syntax for
 * GitHub Actions" and "Contexts reference"; GitLab docs, "CI/CD YAML syntax reference".
 */
class PipelineFilesTest {
    private static final Path EXAMPLE = Path.of("../examples/ci");

    private static final Set<String> EVENTS = Set.of("pull_request", "push", "workflow_dispatch", "schedule");
    private static final Set<String> SCOPES = Set.of(
            "actions",
            "attestations",
            "checks",
            "contents",
            "deployments",
            "discussions",
            "id-token",
            "issues",
            "models",
            "packages",
            "pages",
            "pull-requests",
            "security-events",
            "statuses");
    private static final Set<String> WORKFLOW =
            Set.of("name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs");
    private static final Set<String> GITHUB_JOB = Set.of(
            "name",
            "permissions",
            "needs",
            "if",
            "runs-on",
            "environment",
            "concurrency",
            "outputs",
            "env",
            "defaults",
            "steps",
            "timeout-minutes",
            "strategy",
            "continue-on-error",
            "container",
            "services",
            "uses",
            "with",
            "secrets");
    private static final Set<String> STEP = Set.of(
            "id",
            "if",
            "name",
            "uses",
            "run",
            "working-directory",
            "shell",
            "with",
            "env",
            "continue-on-error",
            "timeout-minutes");

    private static final Set<String> GITLAB_DEFAULT = Set.of(
            "after_script",
            "artifacts",
            "before_script",
            "cache",
            "hooks",
            "id_tokens",
            "image",
            "interruptible",
            "retry",
            "services",
            "tags",
            "timeout");
    private static final Set<String> GITLAB_GLOBAL =
            Set.of("default", "include", "stages", "variables", "workflow", "spec", "pages", "types");
    private static final Set<String> GITLAB_JOB = Set.of(
            "after_script",
            "allow_failure",
            "artifacts",
            "before_script",
            "cache",
            "coverage",
            "dependencies",
            "environment",
            "extends",
            "hooks",
            "id_tokens",
            "image",
            "inherit",
            "interruptible",
            "needs",
            "parallel",
            "release",
            "resource_group",
            "retry",
            "rules",
            "run",
            "script",
            "secrets",
            "services",
            "stage",
            "tags",
            "timeout",
            "trigger",
            "variables",
            "when");
    private static final Set<String> RULE =
            Set.of("if", "changes", "exists", "allow_failure", "needs", "variables", "when", "interruptible");
    private static final Pattern COMPARISON =
            Pattern.compile("\\$\\w+( (==|!=) (\"[^\"]*\"|'[^']*'|\\$\\w+|null)| (=~|!~) /.*/)?");

    private static final Pattern JOB_NAME = Pattern.compile("[A-Za-z_][\\w-]*");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*?)\\}\\}");
    private static final Pattern CONTEXT = Pattern.compile("(?<![\\w.'])([a-z]+)\\.[A-Za-z]");

    /** Every step of both files that a shell runs, {@code "GITHUB deploy: Swap"}. */
    static List<String> steps() throws IOException {
        List<String> found = new ArrayList<>();
        github().forEach((name, job) -> {
            for (Map<?, ?> step : list(job.get("steps"))) {
                if (step.containsKey("run")) {
                    found.add("GITHUB " + name + ": " + step.get("name"));
                }
            }
        });
        gitlab().forEach((name, job) -> {
            found.add("GITLAB " + name + ": script");
            if (job.containsKey("after_script")) {
                found.add("GITLAB " + name + ": after_script");
            }
        });
        return found;
    }

    @Test
    void githubKnowsEveryKeyOfItsFile() throws IOException {
        Map<?, ?> workflow = PipelineJob.System.GITHUB.whole(EXAMPLE);
        has(workflow, WORKFLOW, Set.of("on", "jobs"));
        has(map(workflow.get("on")), EVENTS, Set.of());
        has(map(workflow.get("permissions")), SCOPES, Set.of());
        assertThat(Set.of("read", "write", "none"))
                .containsAll(texts(map(workflow.get("permissions")).values()));
        has(map(workflow.get("defaults")), Set.of("run"), Set.of());
        has(map(map(workflow.get("defaults")).get("run")), Set.of("shell", "working-directory"), Set.of());
        expressions(workflow.get("env"), Set.of("github", "secrets", "inputs", "vars"));
        github().forEach((name, job) -> {
            assertThat(name).matches(JOB_NAME);
            has(job, GITHUB_JOB, Set.of("runs-on", "steps"));
            bare(job.get("if"), Set.of("github", "needs", "vars", "inputs"));
            expressions(job.get("env"), Set.of("github", "needs", "strategy", "matrix", "vars", "secrets", "inputs"));
            expressions(job.get("concurrency"), Set.of("github", "needs", "strategy", "matrix", "inputs", "vars"));
            if (job.get("concurrency") instanceof Map<?, ?> concurrency) {
                has(concurrency, Set.of("group", "cancel-in-progress"), Set.of("group"));
            }
            list(job.get("steps")).forEach(step -> {
                has(step, STEP, Set.of());
                assertThat(step.containsKey("run")).as("%s", step).isNotEqualTo(step.containsKey("uses"));
                assertThat(step.get("run") == null || step.get("name") instanceof String)
                        .as("%s", step)
                        .isTrue();
                assertThat(String.valueOf(step.containsKey("uses") ? step.get("uses") : "x/y@v1"))
                        .matches("[\\w.-]+/[\\w./-]+@[\\w.-]+");
                assertThat(step.get("if")).isIn(null, "always()", "failure()", "success()", "cancelled()");
            });
        });
    }

    @Test
    void gitlabKnowsEveryKeyOfItsFile() throws IOException {
        Map<?, ?> pipeline = PipelineJob.System.GITLAB.whole(EXAMPLE);
        has(map(pipeline.get("default")), GITLAB_DEFAULT, Set.of());
        texts(map(pipeline.get("default")).get("before_script"));
        gitlab().forEach((name, job) -> {
            assertThat(name).matches(JOB_NAME).isNotIn("image", "services", "stages", "cache", "true", "false", "nil");
            has(job, GITLAB_JOB, Set.of("script"));
            texts(job.get("script"));
            texts(job.containsKey("after_script") ? job.get("after_script") : List.of());
            map(job.get("variables")).forEach((key, value) -> {
                assertThat(String.valueOf(key)).matches("[A-Za-z_]\\w*");
                assertThat(value).isInstanceOf(String.class);
            });
            list(job.get("rules")).forEach(rule -> {
                has(rule, RULE, Set.of());
                for (String each : String.valueOf(rule.get("if")).split(" (&&|\\|\\|) ")) {
                    assertThat(each).matches(COMPARISON);
                }
            });
        });
    }

    /** The test itself finds what it looks for. */
    @Test
    void aWrongKeyIsFound() {
        assertThatThrownBy(() -> has(Map.of("run_on", "x"), GITHUB_JOB, Set.of()))
                .hasMessageContaining("run_on");
        assertThatThrownBy(() -> bare("secrets.X != ''", Set.of("github", "vars")))
                .hasMessageContaining("secrets");
    }

    private static Map<String, Map<?, ?>> github() throws IOException {
        return jobs(map(PipelineJob.System.GITHUB.whole(EXAMPLE).get("jobs")), Set.of());
    }

    private static Map<String, Map<?, ?>> gitlab() throws IOException {
        return jobs(PipelineJob.System.GITLAB.whole(EXAMPLE), GITLAB_GLOBAL);
    }

    private static Map<String, Map<?, ?>> jobs(Map<?, ?> entries, Set<String> but) {
        Map<String, Map<?, ?>> found = new LinkedHashMap<>();
        entries.forEach((name, job) -> {
            if (!but.contains(String.valueOf(name))) {
                found.put(String.valueOf(name), map(job));
            }
        });
        assertThat(found).hasSize(4);
        return found;
    }

    private static void has(Map<?, ?> map, Set<String> known, Set<String> needed) {
        List<String> keys = map.keySet().stream().map(String::valueOf).toList();
        assertThat(known).containsAll(keys);
        assertThat(keys).containsAll(needed);
    }

    private static void expressions(@Nullable Object value, Set<String> contexts) {
        Matcher each = EXPRESSION.matcher(String.valueOf(value));
        while (each.find()) {
            bare(each.group(1), contexts);
        }
    }

    private static void bare(@Nullable Object expression, Set<String> contexts) {
        Matcher each = CONTEXT.matcher(String.valueOf(expression));
        while (each.find()) {
            assertThat(contexts).as("%s", expression).contains(each.group(1));
        }
    }

    private static List<String> texts(@Nullable Object commands) {
        assertThat(commands).isInstanceOf(Collection.class);
        Collection<?> found = (Collection<?>) Objects.requireNonNull(commands);
        assertThat(found).allMatch(String.class::isInstance);
        return found.stream().map(String::valueOf).toList();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<Map<?, ?>> list(@Nullable Object value) {
        List<Map<?, ?>> found = new ArrayList<>();
        for (Object each : value instanceof List<?> list ? list : List.of()) {
            found.add(map(each));
        }
        return found;
    }
}
