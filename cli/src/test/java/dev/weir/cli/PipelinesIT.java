package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.PipelineJob.Step;
import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The CI files of {@code examples/ci}, their steps run as their runners run them: in a clone of a repository, with what the
 * steps install, against a sandbox that stands for production's Materialize.
 */
class PipelinesIT {
    private static final Path EXAMPLE = Path.of("../examples/ci");
    private static final List<String> NOT_OF_THE_PROJECT = List.of("target", "logs", ".weir", "state");

    @TempDir
    static Path folder;

    private static PipelineMachine machine;
    private static int clones;

    /** What of the files was run and went well. */
    private static final Set<String> PASSED = new TreeSet<>();

    /** Production as the README has it made the first time, and its repository. */
    @BeforeAll
    static void production() throws IOException {
        machine = PipelineMachine.start(folder);
        Path first = folder.resolve("first");
        copyExample(first);
        fine(first, """
                git init --quiet --initial-branch main .
                git add --all
                git commit --quiet --message First
                git clone --quiet --bare . ../origin.git
                git remote add origin ../origin.git
                mkdir ~/weir
                curl --silent "$WEIR_URL" | tar -xz --strip-components=1 -C ~/weir
                export PATH="$HOME/weir/bin:$PATH"
                """ + firstTime().replace("weir build ", machine.trained("weir build ")) + "rm -rf ~/weir\n");
    }

    @AfterAll
    static void stop() throws IOException {
        machine.close();
        assertThat(PASSED)
                .as("every step of every job is run")
                .containsExactlyInAnyOrderElementsOf(PipelineFilesTest.steps());
    }

    @ParameterizedTest
    @EnumSource
    void aPullRequestIsBuiltBesideProductionFromWhatItChangesAndLeavesNoTrace(PipelineJob.System system)
            throws IOException {
        Path project = cloned();
        write(project, "models/mart/spending.sql", """
                select buyer, sum(amount) as spent, count(*) as won
                from {{ ref('winning_bids') }}
                group by buyer
                """);
        write(project, "models/mart/big_spenders.sql", "select buyer from {{ ref('spending') }} where won > 1\n");
        List<String> before = everything();
        Runner runner = new Runner(system, "environment", project);

        String said = runner.fine(step -> !step.always());
        assertThat(said)
                .contains(
                        "PASS spending::spending_adds_up_by_buyer",
                        "PASS unique_spending_buyer",
                        "PASS nothing_is_spent")
                .contains("PASS=6 WARN=0 ERROR=0 SKIP=0");
        String mart = runner.variable("CI_TAG") + "_mart";
        assertThat(machine.ask(
                        "SELECT o.type || ' ' || o.name FROM mz_objects o JOIN mz_schemas s ON s.id = o.schema_id"
                                + " WHERE s.name LIKE '" + runner.variable("CI_TAG") + "%' ORDER BY 1"))
                .containsExactly("materialized-view big_spenders", "materialized-view spending");
        assertThat(machine.ask("SELECT definition FROM mz_materialized_views v JOIN mz_schemas s ON s.id = v.schema_id"
                        + " WHERE s.name = '" + mart + "' AND v.name = 'spending'"))
                .singleElement()
                .asString()
                .contains("desk_mart")
                .contains("winning_bids");
        assertThat(machine.ask(
                        "SELECT DISTINCT c.name FROM mz_materialized_views v JOIN mz_clusters c ON c.id = v.cluster_id"
                                + " JOIN mz_schemas s ON s.id = v.schema_id WHERE s.name = '" + mart + "'"))
                .containsExactly(runner.variable("CI_TAG"));
        assertThat(everything()).containsAll(before).hasSizeGreaterThan(before.size());

        runner.fine(Step::always);
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void theEnvironmentOfAPullRequestThatFailsIsDroppedToo(PipelineJob.System system) throws IOException {
        Path project = cloned();
        write(project, "models/mart/spending.sql", """
                select nullif(buyer, buyer) as buyer, sum(amount) as spent
                from {{ ref('winning_bids') }}
                group by 1
                """);
        List<String> before = everything();
        Runner runner = new Runner(system, "environment", project);
        Answer failed = runner.run(step -> !step.always());
        assertThat(failed.exitCode()).as(failed.text()).isEqualTo(1);
        assertThat(failed.text())
                .contains("Failure in unit_test spending_adds_up_by_buyer", "actual differs from expected");
        runner.fine(Step::always);
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aPullRequestIsBuiltOnTheSandboxFromNothing(PipelineJob.System system) throws IOException {
        List<String> before = everything();
        assertThat(new Runner(system, "sandbox", cloned()).fine(_ -> true))
                .contains("PASS=10 WARN=0 ERROR=0 SKIP=0")
                .contains("CREATE SOURCE")
                .contains("CREATE SINK");
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void mainIsDeployed(PipelineJob.System system) throws IOException {
        isDeployed(system, "deploy");
    }

    @ParameterizedTest
    @EnumSource
    void mainIsDeployedByTheOperationsOfDbtMaterialize(PipelineJob.System system) throws IOException {
        isDeployed(system, "deploy_by_operations");
    }

    private static void isDeployed(PipelineJob.System system, String job) throws IOException {
        String column = job + "_from_" + system.name().toLowerCase(Locale.ROOT);
        Path project = cloned();
        write(project, "models/mart/spending.sql", """
                select buyer, sum(amount) as spent, 1 as %s
                from {{ ref('winning_bids') }}
                group by buyer
                """.formatted(column));
        fine(project, "git commit --quiet --all --message Change && git push --quiet origin main");
        List<String> kept = lasting();

        new Runner(system, job, project).fine(_ -> true);

        assertThat(machine.ask("SELECT c.name FROM mz_columns c JOIN mz_objects o ON o.id = c.id"
                        + " JOIN mz_schemas s ON s.id = o.schema_id WHERE s.name = 'desk_mart' AND o.name = 'spending'"
                        + " ORDER BY c.position"))
                .containsExactly("buyer", "spent", column);
        assertThat(lasting()).isEqualTo(kept);
        assertThat(machine.ask("SELECT s.name || '.' || o.name FROM mz_internal.mz_object_dependencies d"
                        + " JOIN mz_sinks k ON k.id = d.object_id JOIN mz_objects o ON o.id = d.referenced_object_id"
                        + " AND o.type = 'materialized-view' JOIN mz_schemas s ON s.id = o.schema_id"
                        + " WHERE k.name = 'spending_told'"))
                .containsExactly("desk_mart.spending");
        assertThat(everything()).noneMatch(name -> name.contains("_dbt_deploy"));
        String state = fine(project, "git --git-dir ../origin.git show weir-state:manifest.json");
        assertThat(state).contains("1 as " + column, "desk_mart").doesNotContain("desk_mart_dbt_deploy");
    }

    /** A runner that works through a job, as its CI system's does. */
    private static final class Runner {
        private final PipelineJob.System system;
        private final String name;
        private final Path project;
        private final PipelineJob job;
        private final Map<String, String> variables = new LinkedHashMap<>();
        private final Path pathFile;

        Runner(PipelineJob.System system, String name, Path project) throws IOException {
            this.system = system;
            this.name = name;
            this.project = project;
            PipelinesIT.fine(project, "rm -rf ~/weir");
            Map<String, String> known = new LinkedHashMap<>();
            for (String each : List.of("MZ_HOST", "MZ_USER", "MZ_PASSWORD")) {
                known.put("secrets." + each, machine.variable(each));
            }
            known.put("vars.WEIR_URL", machine.variable("WEIR_URL"));
            known.put("format('{0}_{1}', 'gh_ci', github.event.number)", "gh_ci_7");
            known.put("CI_MERGE_REQUEST_IID", "7");
            job = system.read(project, name, known);
            variables.putAll(job.variables());
            pathFile = Files.createTempFile(folder, "path", "");
            variables.put("GITHUB_PATH", pathFile.toString());
        }

        String variable(String name) {
            return job.variables().getOrDefault(name, "");
        }

        /** Runs the steps chosen until one fails. */
        Answer run(Predicate<Step> chosen) throws IOException {
            StringBuilder said = new StringBuilder();
            for (Step step : job.steps().stream().filter(chosen).toList()) {
                Answer answer = machine.shell(project, step.script(), variables);
                said.append("--- ").append(step.name()).append('\n').append(answer.text());
                if (answer.exitCode() != 0) {
                    return new Answer(answer.exitCode(), said.toString());
                }
                PASSED.add(system + " " + name + ": " + step.name());
                List<String> added = Files.readAllLines(pathFile);
                if (!added.isEmpty()) {
                    variables.put("PATH", String.join(":", added) + ":" + machine.variable("PATH"));
                }
            }
            assertThat(said).as("some step was run").isNotEmpty();
            return new Answer(0, said.toString());
        }

        String fine(Predicate<Step> chosen) throws IOException {
            Answer answer = run(chosen);
            assertThat(answer.exitCode()).as(answer.text()).isZero();
            return answer.text().replaceAll("\u001b\\[[0-9;]*m", "");
        }
    }

    /** All of the server that a user made, by kind, name and id. */
    private static List<String> everything() {
        return machine.ask("SELECT s.name || '.' || o.name || ' ' || o.type || ' ' || o.id FROM mz_objects o"
                + " JOIN mz_schemas s ON s.id = o.schema_id WHERE o.id LIKE 'u%'"
                + " UNION ALL SELECT 'schema ' || name || ' ' || id FROM mz_schemas WHERE id LIKE 'u%'"
                + " UNION ALL SELECT 'cluster ' || name || ' ' || id FROM mz_clusters WHERE id LIKE 'u%' ORDER BY 1");
    }

    /** What a deployment must leave alone. */
    private static List<String> lasting() {
        return everything().stream()
                .filter(name -> name.startsWith("desk_ingest.") || name.startsWith("desk_out."))
                .toList();
    }

    private static Path cloned() throws IOException {
        Path project = folder.resolve("clone" + ++clones);
        fine(folder, "git clone --quiet --no-local --depth 1 origin.git " + project.getFileName());
        return project;
    }

    private static String fine(Path in, String script) throws IOException {
        Answer answer = machine.shell(in, script, Map.of());
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer.text();
    }

    /** The commands that the example's README says to run before anything else. */
    private static String firstTime() throws IOException {
        String readme = Files.readString(EXAMPLE.resolve("README.md"));
        String section = readme.substring(readme.indexOf("## The first time"));
        String commands = section.lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(commands).contains("weir build");
        return commands;
    }

    private static void copyExample(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path path = EXAMPLE.relativize(file);
                if (!NOT_OF_THE_PROJECT.contains(path.getName(0).toString())) {
                    Files.copy(file, to.resolve(path), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void write(Path project, String path, String text) throws IOException {
        Files.writeString(project.resolve(path), text);
    }
}
