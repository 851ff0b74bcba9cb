package dev.weir.core.engine;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.QueryResult;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.Table;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.project.ProjectFiles;
import dev.weir.core.project.ProjectLoader;
import dev.weir.core.run.Cancellation;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** {@code show --inline-direct}: a query sent as it is, without parsing the project. Source: recorded runs. */
final class DirectQuery {
    private static final String NAME = "direct-query";

    private final Workspace.Run run;
    private final Cancellation cancellation;

    DirectQuery(Workspace.Run run, Cancellation cancellation) {
        this.run = run;
        this.cancellation = cancellation;
    }

    InvocationResult run(String sql) {
        Settings settings = Settings.of(run.invocation());
        ProjectFiles files = ProjectLoader.load(Workspace.request(run, settings), run.events());
        Adapter adapter = run.adapters().find(files.profile().type());
        run.events().emit(new InvocationEvent.AdapterRegistered(adapter.type(), adapter.version()));
        int limit = run.invocation().output().limit().orElse(ShowVerb.ROWS);
        try (DatabaseAccess access =
                        DatabaseAccess.open(run.adapters(), adapter, files.profile(), settings.projectDir());
                DatabaseSession session =
                        new DatabaseSession(adapter, access.credentials(), run.events(), run.gate())) {
            cancellation.onCancel(session::cancel);
            session.lend("show", Optional.empty(), UnaryOperator.identity());
            QueryResult answer =
                    session.execute(sql, true, true, limit < 0 ? OptionalInt.empty() : OptionalInt.of(limit));
            session.release();
            Invocation.OutputOptions output = run.invocation().output();
            OutputEvent.Shown as =
                    new OutputEvent.Shown(NAME, true, output.format().orElse("text"), NAME, output.quiet());
            run.events().emit(ShownRows.event(as, Table.of(answer)));
        }
        return InvocationResult.OK;
    }
}
