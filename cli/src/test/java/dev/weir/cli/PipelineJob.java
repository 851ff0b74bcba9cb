package dev.weir.cli;

import dev.weir.base.SourceText;
import dev.weir.base.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A job of a CI file: what its runner gives to a shell, in order, and the variables all of it sees. Checking out the
 * repository is the runner's own work and no step.
 */
record PipelineJob(List<Step> steps, Map<String, String> variables) {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *(.*?) *\\}\\}");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");

    /**
     * @param script for a bash that ends at the first command that fails
     * @param always whether it is run after a failure, too
     */
    record Step(String name, String script, boolean always) {}

    /** The CI systems whose files the example has. */
    enum System {
        GITHUB(".github/workflows/weir.yml") {
            @Override
            PipelineJob read(Path project, String job, Map<String, String> known) throws IOException {
                Map<?, ?> workflow = whole(project);
                Map<?, ?> found = map(map(workflow.get("jobs")).get(job));
                Map<String, String> variables = new LinkedHashMap<>();
                for (Object each : List.of(map(workflow.get("env")), map(found.get("env")))) {
                    ((Map<?, ?>) each)
                            .forEach((name, value) -> variables.put(
                                    String.valueOf(name), filled(EXPRESSION, String.valueOf(value), known)));
                }
                List<Step> steps = new ArrayList<>();
                for (Object each :
                        (List<?>) Optional.ofNullable(found.get("steps")).orElseThrow()) {
                    Map<?, ?> step = map(each);
                    if (step.get("run") instanceof String script) {
                        if (EXPRESSION.matcher(script).find()) {
                            throw new IllegalArgumentException("no plain shell: " + script);
                        }
                        steps.add(
                                new Step(String.valueOf(step.get("name")), script, "always()".equals(step.get("if"))));
                    }
                }
                return new PipelineJob(List.copyOf(steps), variables);
            }
        },

        GITLAB(".gitlab-ci.yml") {
            @Override
            PipelineJob read(Path project, String job, Map<String, String> known) throws IOException {
                Map<?, ?> pipeline = whole(project);
                Map<?, ?> found = map(pipeline.get(job));
                Map<String, String> variables = new LinkedHashMap<>();
                map(found.get("variables"))
                        .forEach((name, value) ->
                                variables.put(String.valueOf(name), filled(VARIABLE, String.valueOf(value), known)));
                List<Step> steps = new ArrayList<>();
                steps.add(new Step(
                        "script",
                        lines(map(pipeline.get("default")).get("before_script")) + lines(found.get("script")),
                        false));
                if (found.containsKey("after_script")) {
                    steps.add(new Step("after_script", lines(found.get("after_script")), true));
                }
                return new PipelineJob(List.copyOf(steps), variables);
            }

            private static String lines(Object commands) {
                return String.join(
                                "\n",
                                ((List<?>) commands)
                                        .stream().map(String::valueOf).toList())
                        + "\n";
            }
        };

        private final String file;

        System(String file) {
            this.file = file;
        }

        /** The file as it stands in a project. */
        Map<?, ?> whole(Path project) throws IOException {
            return yaml(project.resolve(file));
        }

        /** @param known the values of what the file takes from the runner, by the expression or variable it names it with */
        abstract PipelineJob read(Path project, String job, Map<String, String> known) throws IOException;

        private static Map<?, ?> yaml(Path file) throws IOException {
            return map(YamlParser.parse(new SourceText(file.toString(), Files.readString(file)))
                    .orElseThrow()
                    .plain());
        }

        private static Map<?, ?> map(@Nullable Object value) {
            return value instanceof Map<?, ?> map ? map : Map.of();
        }

        private static String filled(Pattern pattern, String text, Map<String, String> known) {
            return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, known)));
        }

        private static String value(MatchResult found, Map<String, String> known) {
            return Optional.ofNullable(known.get(found.group(1)))
                    .orElseThrow(() -> new IllegalArgumentException("unknown to the runner: " + found.group()));
        }
    }
}
