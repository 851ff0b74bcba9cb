package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/** Connections and secrets. Source: Materialize docs, "CREATE CONNECTION", "CREATE SECRET". */
public sealed interface ConnectionChange extends CatalogChange {
    /** @param validate what WITH (VALIDATE = …) says */
    record CreateConnection(
            Name name, IfExists ifExists, ConnectionKind kind, List<Option> options, Optional<Boolean> validate)
            implements ConnectionChange {
        public CreateConnection {
            options = List.copyOf(options);
        }
    }

    /** ALTER CONNECTION … SET, DROP, RESET (…), ROTATE KEYS. */
    record AlterConnection(
            Name name,
            IfExists ifExists,
            List<Option> set,
            List<String> reset,
            boolean rotateKeys,
            Optional<Boolean> validate)
            implements ConnectionChange {
        public AlterConnection {
            set = List.copyOf(set);
            reset = List.copyOf(reset);
        }
    }

    record ValidateConnection(Name name) implements ConnectionChange {}

    record CreateSecret(Name name, IfExists ifExists, SqlFragment value) implements ConnectionChange {}

    record AlterSecret(Name name, IfExists ifExists, SqlFragment value) implements ConnectionChange {}

    /** What a connection leads to. */
    enum ConnectionKind {
        KAFKA("KAFKA", "kafka"),
        CONFLUENT_SCHEMA_REGISTRY("CONFLUENT SCHEMA REGISTRY", "confluent-schema-registry"),
        POSTGRES("POSTGRES", "postgres"),
        MYSQL("MYSQL", "mysql"),
        SQL_SERVER("SQL SERVER", "sql-server"),
        AWS_PRIVATELINK("AWS PRIVATELINK", "aws-privatelink"),
        AWS("AWS", "aws"),
        SSH_TUNNEL("SSH TUNNEL", "ssh-tunnel"),
        ICEBERG_CATALOG("ICEBERG CATALOG", "iceberg-catalog");

        private final String sql;
        private final String catalogName;

        ConnectionKind(String sql, String catalogName) {
            this.sql = sql;
            this.catalogName = catalogName;
        }

        /** As in SQL. */
        public String sql() {
            return sql;
        }

        /** As in {@code mz_connections.type}. */
        public String catalogName() {
            return catalogName;
        }
    }
}
