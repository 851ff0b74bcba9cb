package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.project.Questions;
import dev.weir.core.project.SecretVariables;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.Map;
import java.util.Optional;

/** {@code env_var} as models and macros have it. Source: dbt docs, "dbt Jinja functions". */
final class EnvironmentFunction {
    // The names are those that Python's errors about arguments show.
    private static final Signature ENV_VAR = Signature.of("ProviderContext.env_var", "var", "default=none");

    private final InvocationScope invocation;

    EnvironmentFunction(InvocationScope invocation) {
        this.invocation = invocation;
    }

    void addTo(Map<String, Object> members) {
        members.put("env_var", (PyCallable) this::envVar);
    }

    private Object envVar(Arguments arguments) {
        Signature.Bound bound = ENV_VAR.bind(arguments);
        String name = Values.str(bound.value(0));
        if (SecretVariables.named(name)) {
            throw SecretVariables.refused(DiagnosticCode.CMP_005, name);
        }
        Optional<String> value = invocation.variable(name);
        Questions.asked(Questions.Kind.ENVIRONMENT, name, () -> Questions.answer(value));
        if (value.isPresent()) {
            return value.get();
        }
        return Optional.of(bound.value(1))
                .filter(otherwise -> otherwise != None.NONE)
                .orElseThrow(() -> new WeirException(
                        Diagnostic.of(DiagnosticCode.CMP_005, "environment variable \"" + name + "\" is not set")
                                .withHeadline(new Diagnostic.Headline(
                                        dev.weir.base.ErrorKind.PARSING,
                                        Optional.empty(),
                                        "Env var required but not provided: '" + name + "'"))
                                .withHint("Set it, or give a default: env_var('" + name + "', '...').")));
    }
}
