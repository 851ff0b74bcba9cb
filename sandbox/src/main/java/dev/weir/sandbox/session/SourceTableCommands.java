package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.TableChange.CreateTableFromSource;
import dev.weir.sandbox.upstream.Export;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** CREATE TABLE … FROM SOURCE. Source: Materialize docs, "CREATE TABLE: from source". */
final class SourceTableCommands {
    private final SessionContext context;

    SourceTableCommands(SessionContext context) {
        this.context = context;
    }

    void create(CreateTableFromSource create) throws IOException {
        NewItem place = NewItem.of(context, ObjectKind.TABLE, create.name());
        SessionContext.Item source = context.requireItem(create.source());
        if (!source.type().equals("source")) {
            throw SqlError.of("42809", source.fullName() + " is not a source")
                    .at(create.source().offset());
        }
        Ingestion ingestion = Ingestion.existing(context, source, create.with());
        if (place.taken(create.ifExists(), false)) return;
        List<Export> exports = ingestion.exports(source.id());
        Export export = export(create, exports);
        boolean topic = source.sourceType().equals("kafka");
        SourceItems.Adjusted adjusted = adjusted(create.with(), export);
        Shape shape = topic
                ? ingestion.shape(export, create.encoding(), create.columns(), place)
                : Shape.same(SourceItems.kept(export, adjusted))
                        .named(place.name().item(), create.columns());
        List<String> key = topic ? ingestion.key(export, shape, create.encoding()) : renamed(export, shape);
        String id = NewEntry.nextId(context);
        new SourceItems(context, source.id())
                .table(
                        place,
                        export,
                        shape,
                        adjusted,
                        key,
                        definition(create, source, export),
                        id,
                        ConnectedIngestion.registries(context, create.encoding()));
        if (topic) {
            context.backend()
                    .execute("UPDATE _weir.export SET envelope = "
                            + Quoted.literal(KafkaShape.envelope(create.encoding())) + ", key_format = "
                            + ConnectionCommands.orNull(KafkaShape.keyFormat(create.encoding())) + ", value_format = "
                            + ConnectionCommands.orNull(KafkaShape.valueFormat(create.encoding())) + " WHERE id = "
                            + Quoted.literal(id));
        }
        ingestion.notices().forEach(notice -> context.notice("00000", notice));
        ingestion.created(source.id());
    }

    private static Export export(CreateTableFromSource create, List<Export> exports) {
        if (create.reference().isPresent()) {
            return SourceCommands.resolve(exports, create.reference().get());
        }
        if (exports.size() == 1) return exports.getFirst();
        throw SqlError.of("XX000", "multi-output sources require an external reference");
    }

    /** The key under the names that columns have got; none when one of them is not there. */
    private static List<String> renamed(Export export, Shape shape) {
        var key = new ArrayList<String>();
        for (String name : export.key()) {
            for (Shape.Made made : shape.columns()) {
                if (made.expression().equals(Shape.staged(name)))
                    key.add(made.column().name());
            }
        }
        return key.size() == export.key().size() ? key : List.of();
    }

    /** Here the options name columns without their table. */
    private static SourceItems.Adjusted adjusted(List<Option> with, Export export) {
        var text = new ArrayList<String>();
        var excluded = new ArrayList<String>();
        for (Option option : with) {
            List<String> target = switch (option.name()) {
                case "TEXT COLUMNS" -> text;
                case "EXCLUDE COLUMNS", "IGNORE COLUMNS" -> excluded;
                default -> new ArrayList<>();
            };
            for (var name : ConnectedIngestion.names(option.value())) {
                boolean column = option.name().endsWith("COLUMNS");
                if (column && export.columns().stream().noneMatch(c -> c.name().equals(name.item()))) {
                    throw SqlError.of(
                            "XX000",
                            "invalid " + option.name() + " option value: column " + name.item()
                                    + " not found in source");
                }
                target.add(name.item());
            }
        }
        return new SourceItems.Adjusted(text, excluded);
    }

    private CreateSql definition(CreateTableFromSource create, SessionContext.Item source, Export export)
            throws IOException {
        String path = context.value("SELECT _weir.path_name(" + Quoted.array(export.path()) + ")")
                .orElse("");
        CreateSql sql = new CreateSql(" FROM SOURCE ").item(source.id()).add(" (REFERENCE = " + path + ")");
        SourceCommands.encoding(context, sql, create.encoding());
        if (!create.with().isEmpty())
            sql.add(" WITH (").options(context, create.with()).add(")");
        return sql;
    }
}
