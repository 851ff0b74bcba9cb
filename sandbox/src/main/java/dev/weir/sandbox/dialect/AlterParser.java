package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.ClusterOptions;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Statements that begin with ALTER. */
final class AlterParser {
    private final TokenCursor tokens;

    AlterParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Statement alter() {
        tokens.expect("alter");
        if (tokens.at("system")) return unsupported("ALTER SYSTEM", "The sandbox has no system parameters yet.");
        if (tokens.at("default")) {
            return unsupported("ALTER DEFAULT PRIVILEGES", "Every login of the sandbox is a superuser.");
        }
        ObjectKind kind = StatementParser.objectKind(tokens);
        IfExists ifExists = tokens.acceptWords("if", "exists") ? IfExists.TOLERATED : IfExists.REQUIRED;
        Name name = tokens.name(3);
        if (tokens.acceptWords("rename", "to")) {
            if (kind.item() || kind == ObjectKind.SCHEMA || kind == ObjectKind.CLUSTER) {
                return new Statement.Rename(kind, name, ifExists, tokens.identifier());
            }
        }
        boolean swappable = kind == ObjectKind.SCHEMA || kind == ObjectKind.CLUSTER;
        if (swappable && tokens.acceptWords("swap", "with")) {
            return new Statement.Swap(kind, name, tokens.identifier());
        }
        if (kind == ObjectKind.CLUSTER && tokens.accept("set")) {
            ClusterOptions options = new ClusterOptionsParser(tokens).options();
            if (tokens.at("with")) return unsupported("ALTER CLUSTER … WITH (WAIT …)", "Leave the WITH clause out.");
            return new Statement.AlterCluster(name.item(), options, List.of());
        }
        if (kind == ObjectKind.CLUSTER && tokens.accept("reset")) {
            tokens.expectSymbol("(");
            var reset = new ArrayList<String>();
            do {
                reset.add(new ClusterOptionsParser(tokens).optionName());
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
            return new Statement.AlterCluster(name.item(), new ClusterOptions(Map.of(), List.of()), reset);
        }
        if (tokens.acceptWords("owner", "to")) {
            return unsupported("ALTER … OWNER TO", "Every object belongs to the role materialize.");
        }
        String action = tokens.peek().text().toUpperCase(java.util.Locale.ROOT);
        if (tokens.at("set") || tokens.at("reset") || tokens.at("add") || tokens.at("drop") || tokens.at("apply")) {
            return unsupported("ALTER " + kind.sql() + " … " + action, "Drop and create it instead.");
        }
        throw tokens.expected("RENAME, SWAP, SET, RESET or OWNER");
    }

    private Statement unsupported(String what, String hint) {
        return StatementParser.unsupported(tokens, SqlError.unsupported(what, hint));
    }
}
