package dev.weir.cli;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.ProfileKey;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the values of a profile's target: by a project's {@code profile_template.yml}, or by the keys an adapter needs.
 * Source: dbt docs, "profile_template.yml"; recorded cases {@code init_*}.
 */
final class ProfileQuestions {
    private static final String CHOOSE = "_choose_";
    private static final String FIXED = "_fixed_";

    private final Surroundings surroundings;
    private final Map<String, @Nullable Object> answers = new LinkedHashMap<>();

    ProfileQuestions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Map<String, @Nullable Object> byTemplate(YamlNode.Mapping template) {
        if (template.find("fixed").orElse(null) instanceof YamlNode.Mapping fixed) {
            fixed.entries()
                    .forEach(entry -> answers.put(entry.key(), entry.value().plain()));
        }
        if (template.find("prompts").orElse(null) instanceof YamlNode.Mapping prompts) {
            prompts(prompts);
        }
        return answers;
    }

    private void prompts(YamlNode.Mapping prompts) {
        for (YamlNode.Entry entry : prompts.entries()) {
            String key = entry.key();
            if (key.startsWith(CHOOSE) && entry.value() instanceof YamlNode.Mapping choices) {
                int chosen = choose(
                        key.substring(CHOOSE.length()).replace('_', ' '),
                        choices.entries().stream().map(YamlNode.Entry::key).toList());
                if (choices.entries().get(chosen).value() instanceof YamlNode.Mapping more) {
                    prompts(more);
                }
            } else if (key.startsWith(FIXED)) {
                answers.put(key.substring(FIXED.length()), entry.value().plain());
            } else {
                YamlNode.Mapping question = entry.value() instanceof YamlNode.Mapping mapping
                        ? mapping
                        : new YamlNode.Mapping(entry.value().span(), List.of());
                answers.put(
                        key,
                        ask(
                                key,
                                question.find("hint").map(node -> String.valueOf(node.plain())),
                                question.find("default").map(YamlNode::plain),
                                question.find("type").map(YamlNode::plain).equals(Optional.of("int")),
                                question.find("hide_input").map(YamlNode::plain).equals(Optional.of(true))));
            }
        }
    }

    /** The keys without which the adapter cannot connect, and those of every target. */
    Map<String, @Nullable Object> byAdapter(List<Adapter> adapters) {
        surroundings.out().println("Which database would you like to use?");
        Adapter adapter =
                adapters.get(number(adapters.stream().map(Adapter::type).toList()));
        answers.put("type", adapter.type());
        for (ProfileKey key : adapter.profileSpec().keys()) {
            if (key.required() || key.name().equals("port")) {
                boolean number = key.kind() == ProfileKey.Kind.PORT || key.kind() == ProfileKey.Kind.INTEGER;
                answers.put(key.name(), ask(key.name(), Optional.empty(), key.defaultValue(), number, key.secret()));
            }
        }
        answers.put("threads", ask("threads", Optional.of("1 or more"), Optional.of(1L), true, false));
        return answers;
    }

    private int choose(String what, List<String> choices) {
        surroundings.out().println(what + ":");
        return number(choices);
    }

    private int number(List<String> choices) {
        for (int at = 0; at < choices.size(); at++) {
            surroundings.out().println("[" + (at + 1) + "] " + choices.get(at));
        }
        while (true) {
            String answer = answered(surroundings.ask().apply("\nEnter a number: "), "the choice");
            try {
                int number = Integer.parseInt(answer.strip());
                if (number >= 1 && number <= choices.size()) {
                    return number - 1;
                }
            } catch (NumberFormatException again) {
                // asked again below
            }
            surroundings.out().println("A number from 1 to " + choices.size() + ", please.");
        }
    }

    private @Nullable Object ask(
            String key,
            Optional<String> hint,
            Optional<? extends @Nullable Object> byDefault,
            boolean number,
            boolean hidden) {
        String question = key + hint.map(text -> " (" + text + ")").orElse("")
                + byDefault.map(value -> " [" + value + "]").orElse("") + ": ";
        while (true) {
            String answer = answered((hidden ? surroundings.askSecret() : surroundings.ask()).apply(question), key);
            if (answer.isEmpty() && byDefault.isPresent()) {
                return byDefault.get();
            }
            if (answer.isEmpty()) {
                continue;
            }
            if (!number) {
                return answer;
            }
            try {
                return Long.parseLong(answer.strip());
            } catch (NumberFormatException notANumber) {
                surroundings.out().println("Error: '" + answer + "' is not a valid integer.");
            }
        }
    }

    /** The answer; at the end of input there is no one to ask. */
    static String answered(Optional<String> answer, String what) {
        return answer.orElseThrow(
                () -> new WeirException(Diagnostic.of(DiagnosticCode.CLI_013, "a question was not answered")
                        .withDetail("Input ended before " + what + " was known.")
                        .withHint("Answer on a terminal, or pass the project's name and --skip-profile-setup.")));
    }

    /** A target as lines of profiles.yml, keys sorted, texts quoted where they must be. */
    static List<String> yaml(Map<String, @Nullable Object> target) {
        List<String> lines = new ArrayList<>();
        target.keySet().stream().sorted().forEach(key -> lines.add(key + ": " + scalar(target.get(key))));
        return lines;
    }

    private static String scalar(@Nullable Object value) {
        if (value instanceof String text) {
            boolean plain = text.matches("[A-Za-z/_][A-Za-z0-9_./@-]*")
                    && !text.matches("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");
            return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
        return String.valueOf(value);
    }
}
