package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.PolicyChange;
import dev.weir.sandbox.dialect.PolicyChange.Rule;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Network policies: checked, recorded, shown; nobody is kept out by one. Source: Materialize docs, "CREATE NETWORK POLICY";
 * test/sqllogictest/network_policy.slt there.
 */
final class PolicyCommands {
    private final SessionContext context;

    PolicyCommands(SessionContext context) {
        this.context = context;
    }

    void run(PolicyChange change) throws IOException {
        switch (change) {
            case PolicyChange.CreatePolicy create -> create(create);
            case PolicyChange.AlterPolicy alter -> alter(alter);
        }
        context.notice("00000", "sandbox: network policies are recorded; connections are not checked against them");
    }

    private void create(PolicyChange.CreatePolicy create) throws IOException {
        check(create.rules());
        if (id(create.name()).isPresent()) {
            throw SqlError.of("42710", "network policy '" + create.name() + "' already exists");
        }
        String id = context.value(
                        "INSERT INTO _weir.policy (id, oid, name, owner_id) VALUES (_weir.next_id('policy'), _weir.next_oid(), "
                                + Quoted.literal(create.name()) + ", _weir.me()) RETURNING id")
                .orElseThrow();
        enter(id, create.rules().orElse(List.of()));
    }

    private void alter(PolicyChange.AlterPolicy alter) throws IOException {
        check(alter.rules());
        Optional<String> id = id(alter.name());
        if (id.isEmpty()) {
            if (alter.ifExists() == IfExists.REQUIRED) throw unknown(alter.name());
            context.notice("42704", "network policy \"" + alter.name() + "\" does not exist, skipping");
            return;
        }
        context.backend().execute("DELETE FROM _weir.policy_rule WHERE policy_id = " + Quoted.literal(id.get()));
        enter(id.get(), alter.rules().orElse(List.of()));
    }

    private void enter(String id, List<Rule> rules) throws IOException {
        int place = 0;
        for (Rule rule : rules) {
            context.backend()
                    .execute("INSERT INTO _weir.policy_rule VALUES (" + Quoted.literal(id) + ", " + place++ + ", "
                            + Quoted.literal(rule.name()) + ", 'allow', "
                            + Quoted.literal(rule.address().orElse("")) + ", 'ingress')");
        }
    }

    private void check(Optional<List<Rule>> rules) throws IOException {
        if (rules.isEmpty()) throw SqlError.of("XX000", "RULES must be specified when creating network policies.");
        var names = new HashSet<String>();
        for (Rule rule : rules.get()) {
            if (rule.action().isEmpty()
                    || rule.direction().isEmpty()
                    || rule.address().isEmpty()) {
                throw SqlError.of("XX000", "Direction, Address, and Action must specified when creating a rule");
            }
            only("action", "allow", rule.action().get());
            only("direction", "ingress", rule.direction().get());
            if (!names.add(rule.name())) {
                throw SqlError.of("XX000", "network policy rule \"" + rule.name() + "\" is given twice");
            }
            String address = Quoted.literal(rule.address().get());
            if (context.value("SELECT 1 WHERE pg_catalog.pg_input_is_valid(" + address + ", 'inet') AND " + address
                            + " LIKE '%/%'")
                    .isEmpty()) {
                throw SqlError.of(
                                "22023",
                                "invalid address \"" + rule.address().get() + "\" in rule \"" + rule.name() + '"')
                        .withHint("Give a CIDR block: 1.2.3.4/28.");
            }
        }
    }

    private static void only(String option, String allowed, String given) {
        if (given.toLowerCase(Locale.ROOT).equals(allowed)) return;
        throw SqlError.of("22023", "invalid " + option + ": " + given)
                .withHint("The only one there is: " + allowed + ".");
    }

    private Optional<String> id(String name) throws IOException {
        return context.value("SELECT id FROM _weir.policy WHERE name = " + Quoted.literal(name));
    }

    String require(String name) throws IOException {
        return id(name).orElseThrow(() -> unknown(name));
    }

    void drop(String name, IfExists ifExists) throws IOException {
        Optional<String> id = id(name);
        if (id.isEmpty()) {
            if (ifExists == IfExists.REQUIRED) throw unknown(name);
            context.notice("42704", "network policy \"" + name + "\" does not exist, skipping");
            return;
        }
        String quoted = Quoted.literal(id.get());
        boolean used = context.value("SELECT 1 WHERE " + Quoted.literal(name)
                        + " = coalesce((SELECT value FROM _weir.parameter WHERE name = 'network_policy'), 'default')")
                .isPresent();
        if (used) throw SqlError.of("2BP01", "network policy is currently in use");
        context.backend()
                .execute("DELETE FROM _weir.policy_rule WHERE policy_id = " + quoted
                        + "; DELETE FROM _weir.comment WHERE object_type = 'network-policy' AND id = " + quoted
                        + "; DELETE FROM _weir.policy WHERE id = " + quoted);
    }

    static SqlError unknown(String name) {
        return SqlError.of("42704", "unknown network policy '" + name + "'");
    }
}
