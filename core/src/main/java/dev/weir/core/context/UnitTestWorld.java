package dev.weir.core.context;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a model sees while it is unit-tested: its inputs in place of what it reads, and macros, vars and environment
 * variables with the values the test gives them. Source: dbt docs, "Unit test overrides".
 *
 * @param references yields the relation that stands for an input
 * @param self stands for the model's own table, where the test gives it rows
 * @param macros a value by macro name, {@code package.macro} included
 */
public record UnitTestWorld(
        References references,
        Optional<Object> self,
        Map<String, @Nullable Object> macros,
        Map<String, @Nullable Object> vars,
        Map<String, @Nullable Object> envVars) {

    void settle(TemplateContext context) {
        context.put("ref", (PyCallable) arguments -> ReferenceFunctions.ref(references, arguments));
        context.put("source", (PyCallable) arguments -> ReferenceFunctions.source(references, arguments));
        context.put("function", (PyCallable) arguments -> ReferenceFunctions.function(references, arguments));
        self.ifPresent(relation -> context.put("this", relation));
        macros.forEach((name, value) -> {
            Object fixed = Values.fromData(value);
            context.override(name, (PyCallable) _ -> fixed);
            if (context.catalog().findIn("dbt", name).isPresent()) {
                context.override("dbt." + name, (PyCallable) _ -> fixed);
            }
        });
        Object var = context.member("var");
        if (var != null && !vars.isEmpty()) {
            context.put("var", new Var(var, vars));
        }
        Object envVar = context.member("env_var");
        if (envVar != null && !envVars.isEmpty()) {
            context.put("env_var", (PyCallable) arguments -> {
                String name = CallArguments.text(arguments, 0, "var", "env_var");
                return envVars.containsKey(name)
                        ? Values.str(Values.fromData(envVars.get(name)))
                        : Values.call(envVar, arguments);
            });
        }
    }

    /** {@code var} with some values of the test's own. */
    private record Var(Object usual, Map<String, @Nullable Object> vars) implements PyCallable, PyObject {
        @Override
        public Object call(Arguments arguments) {
            String name = CallArguments.text(arguments, 0, "var_name", "var");
            return vars.containsKey(name) ? Values.fromData(vars.get(name)) : Values.call(usual, arguments);
        }

        @Override
        public @Nullable Object attribute(String name) {
            if (!name.equals("has_var")) {
                return null;
            }
            return (PyCallable) arguments -> vars.containsKey(CallArguments.text(arguments, 0, "var_name", "has_var"))
                    ? (Object) true
                    : Values.call(Values.attribute(usual, "has_var"), arguments);
        }

        @Override
        public String typeName() {
            return "Var";
        }
    }
}
