package dev.weir.core.parse.memo;

import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.Tree;
import dev.weir.core.manifest.UnitTest;
import java.util.Optional;

/** The forms of resources that are no nodes. */
public final class Forms {
    private Forms() {}

    public static final Form<SourceDefinition> SOURCE = new Form<>() {
        @Override
        public void write(Encoder out, SourceDefinition source) {
            Parts.identity(out, source.identity());
            SharedConfigs.write(out, source.config());
            Parts.relation(out, source.relation());
            Parts.documentation(out, source.docs());
            out.text(source.sourceName())
                    .text(source.sourceDescription())
                    .text(source.loader())
                    .data(source.sourceMeta())
                    .data(source.quoting());
            Parts.optionalMap(out, source.freshness().thresholds());
            out.optional(source.freshness().loadedAtField())
                    .optional(source.freshness().loadedAtQuery());
            Parts.optionalMap(out, source.external());
            out.optional(source.unrenderedDatabase())
                    .optional(source.unrenderedSchema())
                    .instant(source.createdAt());
        }

        @Override
        public SourceDefinition read(Decoder in) {
            return new SourceDefinition(
                    Parts.identity(in),
                    in.configs().read(in),
                    Parts.relation(in),
                    Parts.documentation(in),
                    in.text(),
                    in.text(),
                    in.text(),
                    in.map(),
                    in.map(),
                    new SourceDefinition.Freshness(Parts.optionalMap(in), in.optional(), in.optional()),
                    Parts.optionalMap(in),
                    in.optional(),
                    in.optional(),
                    in.instant());
        }
    };

    public static final Form<Exposure> EXPOSURE = new Form<>() {
        @Override
        public void write(Encoder out, Exposure exposure) {
            Parts.identity(out, exposure.identity());
            SharedConfigs.write(out, exposure.config());
            out.text(exposure.type())
                    .data(exposure.owner())
                    .text(exposure.description())
                    .optional(exposure.label())
                    .optional(exposure.maturity())
                    .optional(exposure.url())
                    .data(exposure.meta());
            Parts.links(out, exposure.links());
            out.instant(exposure.createdAt());
        }

        @Override
        public Exposure read(Decoder in) {
            return new Exposure(
                    Parts.identity(in),
                    in.configs().read(in),
                    in.text(),
                    in.map(),
                    in.text(),
                    in.optional(),
                    in.optional(),
                    in.optional(),
                    in.map(),
                    Parts.links(in),
                    in.instant());
        }
    };

    public static final Form<SemanticModel> SEMANTIC_MODEL = new Form<>() {
        @Override
        public void write(Encoder out, SemanticModel model) {
            Parts.identity(out, model.identity());
            SharedConfigs.write(out, model.config());
            out.text(model.model()).data(model.definition().members());
            Parts.links(out, model.links());
            out.instant(model.createdAt());
        }

        @Override
        public SemanticModel read(Decoder in) {
            return new SemanticModel(
                    Parts.identity(in),
                    in.configs().read(in),
                    in.text(),
                    new Tree(in.map()),
                    Parts.links(in),
                    in.instant());
        }
    };

    public static final Form<Metric> METRIC = new Form<>() {
        @Override
        public void write(Encoder out, Metric metric) {
            Parts.identity(out, metric.identity());
            SharedConfigs.write(out, metric.config());
            out.data(metric.definition().members()).data(metric.meta()).texts(metric.tags());
            Parts.links(out, metric.links());
            out.instant(metric.createdAt());
        }

        @Override
        public Metric read(Decoder in) {
            return new Metric(
                    Parts.identity(in),
                    in.configs().read(in),
                    new Tree(in.map()),
                    in.map(),
                    in.texts(),
                    Parts.links(in),
                    in.instant());
        }
    };

    public static final Form<SavedQuery> SAVED_QUERY = new Form<>() {
        @Override
        public void write(Encoder out, SavedQuery query) {
            Parts.identity(out, query.identity());
            SharedConfigs.write(out, query.config());
            out.data(query.definition().members()).texts(query.tags());
            Parts.links(out, query.links());
            out.instant(query.createdAt());
        }

        @Override
        public SavedQuery read(Decoder in) {
            return new SavedQuery(
                    Parts.identity(in),
                    in.configs().read(in),
                    new Tree(in.map()),
                    in.texts(),
                    Parts.links(in),
                    in.instant());
        }
    };

    public static final Form<UnitTest> UNIT_TEST = new Form<>() {
        @Override
        public void write(Encoder out, UnitTest test) {
            Parts.identity(out, test.identity());
            SharedConfigs.write(out, test.config());
            out.text(test.model()).text(test.description()).number(test.given().size());
            test.given().forEach(out::data);
            out.data(test.expect());
            Parts.optionalMap(out, test.overrides());
            Parts.optionalMap(out, test.versions());
            out.data(test.version().orElse(null));
            out.texts(test.dependsOnNodes())
                    .text(test.checksum().name())
                    .text(test.checksum().checksum())
                    .optional(test.schema())
                    .instant(test.createdAt());
        }

        @Override
        public UnitTest read(Decoder in) {
            return new UnitTest(
                    Parts.identity(in),
                    in.configs().read(in),
                    in.text(),
                    in.text(),
                    in.maps(),
                    in.map(),
                    Parts.optionalMap(in),
                    Parts.optionalMap(in),
                    Optional.ofNullable(in.data()),
                    in.texts(),
                    new NodeCode.Checksum(in.text(), in.text()),
                    in.optional(),
                    in.instant());
        }
    };
}
