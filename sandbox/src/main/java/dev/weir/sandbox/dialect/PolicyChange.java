package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/** Network policies. Source: Materialize docs, "CREATE NETWORK POLICY", "ALTER NETWORK POLICY". */
public sealed interface PolicyChange extends CatalogChange {
    /** Options may be missing or wrong; who makes the policy says so. */
    record Rule(String name, Optional<String> action, Optional<String> direction, Optional<String> address) {}

    /** @param rules none when RULES was not said */
    record CreatePolicy(String name, Optional<List<Rule>> rules) implements PolicyChange {
        public CreatePolicy {
            rules = rules.map(List::copyOf);
        }

        @Override
        public String tag() {
            return "CREATE NETWORK POLICY";
        }
    }

    /** ALTER NETWORK POLICY n SET (RULES (…)): these instead of those it had. */
    record AlterPolicy(String name, IfExists ifExists, Optional<List<Rule>> rules) implements PolicyChange {
        public AlterPolicy {
            rules = rules.map(List::copyOf);
        }

        @Override
        public String tag() {
            return "ALTER NETWORK POLICY";
        }
    }
}
