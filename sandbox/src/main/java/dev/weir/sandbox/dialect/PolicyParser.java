package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.PolicyChange.Rule;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Network policies: {@code (RULES (name (ACTION = 'allow', DIRECTION = 'ingress', ADDRESS = '1.2.3.4/28'), …))}. */
final class PolicyParser {
    private final TokenCursor tokens;

    PolicyParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** What follows CREATE NETWORK POLICY. */
    Statement create() {
        return new PolicyChange.CreatePolicy(tokens.identifier(), rules());
    }

    /** What follows ALTER NETWORK POLICY name. */
    Statement alter(String name, IfExists ifExists) {
        tokens.expect("set");
        return new PolicyChange.AlterPolicy(name, ifExists, rules());
    }

    private Optional<List<Rule>> rules() {
        Optional<List<Rule>> rules = Optional.empty();
        tokens.expectSymbol("(");
        while (!tokens.atSymbol(")")) {
            tokens.expect("rules");
            tokens.acceptSymbol("=");
            rules = Optional.of(several());
            if (!tokens.acceptSymbol(",")) break;
        }
        tokens.expectSymbol(")");
        return rules;
    }

    private List<Rule> several() {
        var rules = new ArrayList<Rule>();
        tokens.expectSymbol("(");
        while (!tokens.atSymbol(")")) {
            rules.add(rule());
            if (!tokens.acceptSymbol(",")) break;
        }
        tokens.expectSymbol(")");
        return rules;
    }

    private Rule rule() {
        String name = tokens.identifier();
        Optional<String> action = Optional.empty();
        Optional<String> direction = Optional.empty();
        Optional<String> address = Optional.empty();
        tokens.expectSymbol("(");
        while (!tokens.atSymbol(")")) {
            if (tokens.accept("action")) action = Optional.of(value());
            else if (tokens.accept("direction")) direction = Optional.of(value());
            else if (tokens.accept("address")) address = Optional.of(value());
            else throw tokens.expected("one of ACTION or ADDRESS or DIRECTION");
            if (!tokens.acceptSymbol(",")) break;
        }
        tokens.expectSymbol(")");
        return new Rule(name, action, direction, address);
    }

    private String value() {
        tokens.acceptSymbol("=");
        return tokens.peek().name() ? tokens.next().text() : tokens.string();
    }
}
