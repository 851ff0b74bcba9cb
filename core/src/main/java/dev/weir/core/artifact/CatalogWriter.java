package dev.weir.core.artifact;

import dev.weir.core.run.Catalog;
import dev.weir.core.run.CatalogTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes {@code catalog.json} v1. Source: the schema at schemas.getdbt.com/dbt/catalog/v1.json. */
public final class CatalogWriter {
    private final ArtifactMetadata metadata;

    public CatalogWriter(ArtifactMetadata metadata) {
        this.metadata = metadata;
    }

    /** Replaces the file. */
    public void write(ArtifactPlace target, Catalog catalog) {
        ArtifactFile.write(target, out -> {
            out.metadata("catalog/v1", metadata);
            tables(out, "nodes", catalog.nodes());
            tables(out, "sources", catalog.sources());
            out.member("errors", catalog.errors().isEmpty() ? null : catalog.errors());
        });
    }

    private static void tables(ArtifactFile out, String section, List<CatalogTable> tables) {
        out.startObject(section);
        for (CatalogTable table : tables) {
            table(out, table);
        }
        out.endObject();
    }

    private static void table(ArtifactFile out, CatalogTable table) {
        out.startObject(table.uniqueId());
        out.startObject("metadata");
        out.member("type", table.type());
        out.member("schema", table.schema());
        out.member("name", table.name());
        out.member("database", table.database());
        out.member("comment", table.comment());
        out.member("owner", table.owner());
        out.endObject();
        out.startObject("columns");
        for (CatalogTable.Column column : table.columns()) {
            out.startObject(column.name());
            out.member("type", column.type());
            out.member("index", column.index());
            out.member("name", column.name());
            out.member("comment", column.comment());
            out.endObject();
        }
        out.endObject();
        stats(out, table.stats());
        out.member("unique_id", table.uniqueId());
        out.endObject();
    }

    /** After the table's own figures the reference always tells whether there are any. */
    private static void stats(ArtifactFile out, List<CatalogTable.Stat> stats) {
        List<CatalogTable.Stat> all = new ArrayList<>(stats);
        all.add(new CatalogTable.Stat(
                "has_stats",
                "Has Stats?",
                !stats.isEmpty(),
                false,
                Optional.of("Indicates whether there are statistics for this table")));
        out.startObject("stats");
        for (CatalogTable.Stat stat : all) {
            out.startObject(stat.id());
            out.member("id", stat.id());
            out.member("label", stat.label());
            out.member("value", stat.value());
            out.member("include", stat.include());
            out.member("description", stat.description());
            out.endObject();
        }
        out.endObject();
    }
}
