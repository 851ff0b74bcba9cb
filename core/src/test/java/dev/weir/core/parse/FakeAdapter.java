package dev.weir.core.parse;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Capability;
import dev.weir.adapter.Connection;
import dev.weir.adapter.ConstraintSupport;
import dev.weir.adapter.ConstraintType;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.Dialect;
import dev.weir.adapter.MacroPackage;
import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.ProfileKey;
import dev.weir.adapter.ProfileSpec;
import dev.weir.adapter.RelationStyle;
import dev.weir.adapter.SeedTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An adapter that writes names as PostgreSQL does and never connects. */
final class FakeAdapter implements Adapter {
    private static final RelationStyle STYLE = new RelationStyle(
            '"',
            PartPolicy.ALL,
            RelationStyle.COMMON_TYPES,
            Optional.empty(),
            List.of(),
            List.of(),
            true,
            OptionalInt.of(63));
    private static final ProfileSpec PROFILE = new ProfileSpec(
            "postgres",
            List.of(
                    ProfileKey.required("database", ProfileKey.Kind.TEXT, "dbname"),
                    ProfileKey.required("schema", ProfileKey.Kind.TEXT),
                    ProfileKey.optional("host", ProfileKey.Kind.TEXT),
                    ProfileKey.optional("user", ProfileKey.Kind.TEXT),
                    ProfileKey.optional("port", ProfileKey.Kind.PORT),
                    ProfileKey.optional("password", ProfileKey.Kind.TEXT).hidden()),
            List.of("host", "port", "user", "database", "schema"),
            List.of(),
            Map.of());

    @Override
    public String type() {
        return "postgres";
    }

    @Override
    public String version() {
        return "0";
    }

    @Override
    public List<String> dependencies() {
        return List.of();
    }

    @Override
    public MacroPackage macroPackage() {
        return MacroPackage.GLOBAL;
    }

    @Override
    public ProfileSpec profileSpec() {
        return PROFILE;
    }

    @Override
    public Dialect dialect() {
        return new Dialect() {
            @Override
            public String identifier(String name) {
                return '"' + name + '"';
            }

            @Override
            public String text(String value) {
                return "'" + value + "'";
            }

            @Override
            public String literal(@Nullable Object value) {
                return String.valueOf(value);
            }
        };
    }

    @Override
    public RelationStyle relationStyle() {
        return STYLE;
    }

    @Override
    public SeedTypes seedTypes() {
        return new SeedTypes("text", "integer", "float8", "boolean", "timestamp", "date", "time");
    }

    @Override
    public Capability.Support support(Capability capability) {
        return Capability.Support.UNSUPPORTED;
    }

    @Override
    public ConstraintSupport support(ConstraintType constraint) {
        return ConstraintSupport.ENFORCED;
    }

    @Override
    public boolean transactional() {
        return true;
    }

    @Override
    public List<String> configKeys() {
        return List.of();
    }

    @Override
    public List<String> incrementalStrategies() {
        return List.of();
    }

    @Override
    public Optional<String> refusalOfDatabase(String database, Credentials credentials) {
        return Optional.empty();
    }

    @Override
    public Connection connect(Credentials credentials, String connectionName) {
        throw new IllegalStateException("nothing connects while parsing");
    }

    @Override
    public Optional<String> contractTypeLabel(int typeId) {
        return Optional.empty();
    }

    @Override
    public Optional<String> relationsQuery(String database, List<String> schemas) {
        return Optional.empty();
    }
}
