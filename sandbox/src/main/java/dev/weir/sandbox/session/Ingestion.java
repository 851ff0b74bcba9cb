package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ConnectionChange.ConnectionKind;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.SourceChange;
import dev.weir.sandbox.dialect.SourceChange.CreateSource;
import dev.weir.sandbox.dialect.SourceChange.Encoding;
import dev.weir.sandbox.dialect.SourceChange.Tables;
import dev.weir.sandbox.dialect.SourceChange.Upstream;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.upstream.Export;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a source reads from: what of it is told, kept and shown. */
interface Ingestion {
    /** As in {@code mz_sources.type}. */
    String type();

    /** What it could give. */
    List<Export> exports(String sourceId) throws IOException;

    /** Whether the source itself holds the rows of its one export. */
    boolean single();

    /** Refuses a FOR clause that such a source does not take. */
    void requireFitting(Tables tables);

    Shape shape(Export export, Encoding encoding, List<String> columns, NewItem place);

    /** What is unique in the source's own relation. */
    List<String> key(Export export, Shape shape, Encoding encoding);

    /** TEXT COLUMNS and EXCLUDE COLUMNS, by table. */
    Map<String, SourceItems.Adjusted> adjusted(Collection<Export> wanted, List<Export> all);

    /** Ids of items it needs. */
    List<String> needs() throws IOException;

    /** SQL for an interval, or NULL. */
    String tick();

    String progressQuery(String sourceId);

    /** The columns of the progress relation, as create_sql has them. */
    String progressColumns();

    /** What follows FROM. */
    void describe(CreateSql sql) throws IOException;

    void save(String sourceId, Encoding encoding) throws IOException;

    /** What the user should know. */
    List<String> notices();

    /** Called when all is made. */
    default void created(String sourceId) throws IOException {}

    static Ingestion of(SessionContext context, CreateSource create) throws IOException {
        return switch (create.upstream()) {
            case Upstream.Generator generator -> GeneratorIngestion.of(context, create, generator);
            case Upstream.Connected connected ->
                ConnectedIngestion.of(
                        context,
                        connected.kind(),
                        connected.connection(),
                        connected.options(),
                        create.tables(),
                        create.encoding());
            case Upstream.Webhook _ -> throw new IllegalStateException("a webhook is no ingestion");
        };
    }

    /** That of a source there is; {@code with} are the options of tables to be added. */
    static Ingestion existing(SessionContext context, SessionContext.Item source, List<Option> with)
            throws IOException {
        if (source.sourceType().equals("load-generator")) return GeneratorIngestion.existing(context, source.id());
        for (SourceChange.Kind kind : SourceChange.Kind.values()) {
            if (kind.catalogName().equals(source.sourceType())) {
                return ConnectedIngestion.existing(context, kind, source.id(), with);
            }
        }
        throw SqlError.of("XX000", source.fullName() + " is not a source that tables can be made from");
    }

    /** The id of a schema registry. */
    static String registry(SessionContext context, Name name) throws IOException {
        return connection(
                context, name, ConnectionKind.CONFLUENT_SCHEMA_REGISTRY, "CONFLUENT SCHEMA REGISTRY validation: ");
    }

    /** The id of a connection of a kind. */
    static String connection(SessionContext context, Name name, ConnectionKind kind, String prefix) throws IOException {
        SessionContext.Item item = context.requireItem(name);
        if (!item.type().equals("connection")) {
            throw SqlError.of("42809", item.fullName() + " is not a connection").at(name.offset());
        }
        if (!item.sourceType().equals(kind.catalogName())) {
            throw SqlError.of("XX000", prefix + item.fullName() + " is not a " + kind.sql() + " CONNECTION");
        }
        return item.id();
    }

    static String text(List<@Nullable String> row, int column) {
        return SessionContext.text(row, column);
    }
}
