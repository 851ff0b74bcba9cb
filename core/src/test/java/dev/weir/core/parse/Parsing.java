package dev.weir.core.parse;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.MacroPackage;
import dev.weir.adapter.ProfileSpec;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.InvocationScope;
import dev.weir.core.context.database.DatabaseRuntime;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.RelationCache;
import dev.weir.core.context.database.StatementGate;
import dev.weir.core.event.Event;
import dev.weir.core.project.BuiltInPackage;
import dev.weir.core.project.DbtSyntax;
import dev.weir.core.project.LoadRequest;
import dev.weir.core.project.ProjectFiles;
import dev.weir.core.project.ProjectLoader;
import dev.weir.core.project.SharedMembers;
import dev.weir.core.project.TargetReader;
import dev.weir.jinja.Renderer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Loads and parses projects on a {@link FakeAdapter}; keeps what was said on the way. */
final class Parsing {
    private static final Adapter ADAPTER = new FakeAdapter();
    private static final List<BuiltInPackage> BUILT_INS =
            List.of(new BuiltInPackage("dbt", MacroPackage.GLOBAL.files(), MacroPackage.GLOBAL::read));

    private final List<Event> events = new ArrayList<>();

    List<Event> events() {
        return events;
    }

    /**
     * What a command says beside its name.
     *
     * @param flags of templates
     */
    record Said(
            Map<String, String> environment,
            Optional<String> target,
            Optional<String> vars,
            Map<String, @Nullable Object> flags,
            ParseRequest.Memory memory) {
        static Said nothing(Map<String, String> environment) {
            return new Said(environment, Optional.empty(), Optional.empty(), Map.of(), new ParseRequest.Memory.None());
        }
    }

    ProjectFiles load(Path project, Map<String, String> environment) {
        return load(project, Said.nothing(environment));
    }

    private ProjectFiles load(Path project, Said said) {
        return ProjectLoader.load(
                new LoadRequest(
                        project,
                        Optional.of(project),
                        project,
                        Optional.empty(),
                        said.target(),
                        said.vars(),
                        OptionalInt.empty(),
                        said.environment(),
                        "1.11.16",
                        true,
                        Parsing::read,
                        new SharedMembers("id", java.time.Instant.EPOCH, Map.of(), events::add)),
                events::add);
    }

    ParsedProject parse(Path project, Map<String, String> environment) {
        return parse(project, Said.nothing(environment));
    }

    ParsedProject parse(Path project, Said said) {
        ProjectFiles files = load(project, said);
        Credentials credentials = credentials(
                files.profile().name(),
                files.profile().targetName(),
                files.profile().values());
        InvocationScope invocation = new InvocationScope(
                "1.11.16",
                "test",
                Instant.EPOCH,
                files.root().name(),
                files.profile().templateTarget(),
                said.flags(),
                Map.of(),
                files.vars(),
                said.environment(),
                events::add);
        DatabaseRuntime runtime = new DatabaseRuntime(
                ADAPTER,
                credentials,
                new RelationCache(),
                ADAPTER.relationStyle().defaultQuote(),
                files.cliVars(),
                Map.of(),
                files.root().root(),
                events::add,
                StatementGate.open());
        return ManifestParser.parse(new ParseRequest(
                files,
                new AdapterFacts(
                        List.of("postgres"), List.of("dbt"), ADAPTER, credentials.database(), credentials.schema()),
                invocation,
                new Renderer(DbtSyntax.TEXT, true),
                _ -> LiveDatabase.offline(runtime),
                said.memory()));
    }

    private static TargetReader.Reading read(
            String profileName, String targetName, Map<String, @Nullable Object> values) {
        return new TargetReader.Reading(
                ADAPTER.profileSpec().target(credentials(profileName, targetName, values)), BUILT_INS);
    }

    private static Credentials credentials(
            String profileName, String targetName, Map<String, @Nullable Object> values) {
        return switch (ADAPTER.profileSpec().check(values)) {
            case ProfileSpec.Outcome.Valid valid -> valid.credentials();
            case ProfileSpec.Outcome.Invalid invalid ->
                throw new WeirException(Diagnostic.of(DiagnosticCode.PRJ_009, "the target is not valid")
                        .inWordsOfDbt("Credentials in profile \"" + profileName + "\", target \"" + targetName
                                + "\" invalid: " + invalid.message()));
        };
    }
}
