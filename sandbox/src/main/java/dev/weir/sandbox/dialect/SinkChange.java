package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/** CREATE SINK and ALTER SINK. Source: Materialize docs, "CREATE SINK". */
public sealed interface SinkChange extends CatalogChange {
    /**
     * CREATE SINK.
     *
     * @param name empty when the server shall name it
     * @param format what follows the connector, as written: KEY, HEADERS, FORMAT, ENVELOPE, MODE
     */
    record CreateSink(
            Optional<Name> name,
            IfExists ifExists,
            Optional<String> cluster,
            Name from,
            Target target,
            Optional<Key> key,
            Optional<String> headers,
            Optional<SourceChange.Format> keyFormat,
            Optional<SourceChange.Format> valueFormat,
            Optional<String> envelope,
            String format,
            List<Option> with)
            implements SinkChange {
        public CreateSink {
            with = List.copyOf(with);
        }
    }

    /** ALTER SINK … SET FROM. */
    record SetFrom(Name sink, IfExists ifExists, Name from) implements SinkChange {
        @Override
        public String tag() {
            return "ALTER SINK";
        }
    }

    /** KEY (columns) [NOT ENFORCED]. */
    record Key(List<String> columns, boolean notEnforced) {
        public Key {
            columns = List.copyOf(columns);
        }
    }

    /** Where rows go. */
    sealed interface Target {
        Name connection();

        record Kafka(Name connection, List<Option> options) implements Target {
            public Kafka {
                options = List.copyOf(options);
            }
        }

        record Iceberg(Name connection, List<Option> options, Name aws) implements Target {
            public Iceberg {
                options = List.copyOf(options);
            }
        }
    }
}
