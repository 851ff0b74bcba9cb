package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.IfExists;
import java.util.List;
import java.util.Optional;

/** Statements that begin with ALTER. */
final class AlterParser {
    private final TokenCursor tokens;

    AlterParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Statement alter() {
        tokens.expect("alter");
        if (tokens.at("system")) return new SessionParser(tokens).alterSystem();
        if (tokens.atWords("default", "privileges")) return new RoleParser(tokens).defaultPrivileges();
        ObjectKind kind = StatementParser.objectKind(tokens);
        IfExists ifExists = tokens.acceptWords("if", "exists") ? IfExists.TOLERATED : IfExists.REQUIRED;
        Name name = name(kind);
        boolean named = kind.item()
                || kind == ObjectKind.SCHEMA
                || kind == ObjectKind.CLUSTER
                || kind == ObjectKind.CLUSTER_REPLICA
                || kind == ObjectKind.DATABASE;
        if (named && tokens.acceptWords("rename", "to")) {
            return new ObjectChange.Rename(kind, name, ifExists, tokens.identifier());
        }
        boolean swappable = kind == ObjectKind.SCHEMA || kind == ObjectKind.CLUSTER;
        if (swappable && tokens.acceptWords("swap", "with")) {
            return new ObjectChange.Swap(kind, name, tokens.identifier());
        }
        if (tokens.acceptWords("owner", "to")) {
            return new ObjectChange.AlterOwner(kind, name, ifExists, tokens.identifier());
        }
        if (kind.item() && tokens.atWords("set", "cluster")) return setCluster(kind, name, ifExists);
        if (retention()) return retainHistory(kind, name, ifExists);
        return switch (kind) {
            case CLUSTER -> new ClusterParser(tokens).alter(name.item(), ifExists);
            case ROLE -> new RoleParser(tokens).alter(name.item());
            case SOURCE -> source(name, ifExists);
            case SINK -> sink(name, ifExists);
            case CONNECTION -> new ConnectionParser(tokens).alter(name, ifExists);
            case SECRET -> new ConnectionParser(tokens).alterSecret(name, ifExists);
            case MATERIALIZED_VIEW -> {
                if (!tokens.acceptWords("apply", "replacement")) throw expected();
                yield new ViewChange.ApplyReplacement(name, tokens.name(3));
            }
            case DATABASE, SCHEMA, CLUSTER_REPLICA, TABLE, VIEW, INDEX, TYPE, FUNCTION, COLUMN -> throw expected();
            case NETWORK_POLICY -> new PolicyParser(tokens).alter(name.item(), ifExists);
        };
    }

    /** Clusters, roles and network policies are in no schema, replicas in a cluster. Source: test/sqllogictest/cluster.slt. */
    private Name name(ObjectKind kind) {
        return switch (kind) {
            case CLUSTER, ROLE, NETWORK_POLICY -> {
                int start = tokens.peek().start();
                var name = new Name(java.util.List.of(tokens.identifier()), start);
                if (tokens.atSymbol(".")) throw tokens.expected("one of OWNER or RENAME or RESET or SET or SWAP");
                yield name;
            }
            case CLUSTER_REPLICA -> {
                if (!tokens.peek(1).symbol(".")) {
                    tokens.identifier();
                    throw tokens.expected("dot");
                }
                yield tokens.name(2);
            }
            default -> tokens.name(3);
        };
    }

    /** Source: test/sqllogictest/alter.slt. */
    private Statement setCluster(ObjectKind kind, Name name, IfExists ifExists) {
        int start = tokens.next().start();
        tokens.next();
        if (kind != ObjectKind.MATERIALIZED_VIEW && kind != ObjectKind.SOURCE && kind != ObjectKind.SINK) {
            throw SqlError.of(
                            "0A000",
                            "ALTER " + kind.sql()
                                    + " SET CLUSTER is not supported, for more information consult the documentation at "
                                    + "https://materialize.com/docs/sql/alter-set-cluster/")
                    .at(start);
        }
        return new ObjectChange.SetCluster(kind, name, ifExists, tokens.identifier());
    }

    private boolean retention() {
        return (tokens.at("set") || tokens.at("reset"))
                && tokens.peek(1).symbol("(")
                && tokens.peek(2).word("retain");
    }

    private Statement retainHistory(ObjectKind kind, Name name, IfExists ifExists) {
        boolean set = tokens.next().word("set");
        List<Option> options = new OptionParser(tokens, List.of("RETAIN HISTORY")).parenthesised();
        Optional<String> retained = set ? options.getFirst().text() : Optional.empty();
        if (set && retained.isEmpty()) throw tokens.expected("FOR");
        return new ObjectChange.AlterRetainHistory(kind, name, ifExists, retained);
    }

    private Statement source(Name name, IfExists ifExists) {
        if (tokens.at("add")) return new SourceParser(tokens).add(name, ifExists);
        if (!tokens.at("set") && !tokens.at("reset")) throw expected();
        boolean set = tokens.next().word("set");
        List<Option> options = new OptionParser(tokens, List.of("TIMESTAMP INTERVAL")).parenthesised();
        return new SourceChange.AlterTimestampInterval(
                name, ifExists, set ? options.getFirst().text() : Optional.empty());
    }

    private Statement sink(Name name, IfExists ifExists) {
        if (!tokens.acceptWords("set", "from")) throw expected();
        return new SinkChange.SetFrom(name, ifExists, tokens.name(3));
    }

    private SqlError expected() {
        return tokens.expected("one of RENAME or SWAP or SET or RESET or OWNER");
    }
}
