package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.project.JsonText;
import dev.weir.core.project.ProjectVars;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code var('name', default)} and {@code var.has_var('name')}. A value that is a text is a template itself, rendered with the
 * names of where it is asked for. Source: dbt docs, "var"; recorded manifests.
 */
final class VarFunction implements PyCallable, PyObject {
    private final TemplateContext context;
    private final ProjectVars vars;
    private final String packageName;
    private final String subject;

    VarFunction(TemplateContext context, ProjectVars vars) {
        this.context = context;
        this.vars = vars;
        packageName = context.node().packageName();
        subject = context.node().subject();
    }

    @Override
    public Object call(Arguments arguments) {
        String name = CallArguments.text(arguments, 0, "var_name", "Var.__call__");
        Optional<ProjectVars.Found> found = vars.find(name, packageName);
        if (found.isPresent()) {
            return found.get().value() instanceof String text && ProjectVars.template(text)
                    ? context.render(text)
                    : Values.fromData(found.get().value());
        }
        Optional<Object> otherwise = CallArguments.optional(arguments, 1, "default");
        if (otherwise.isEmpty() && context.phase() == Phase.PARSE) {
            return None.NONE; // whether it is needed shows when the node is compiled
        }
        return otherwise.orElseThrow(() -> missing(name));
    }

    private WeirException missing(String name) {
        Map<String, @Nullable Object> visible = vars.visibleTo(packageName);
        String defined = JsonText.writeIndented(visible, 4);
        String what = subject.isEmpty() ? "<Configuration>" : nameIn(subject);
        return new WeirException(Diagnostic.of(DiagnosticCode.CMP_003, "variable \"" + name + "\" is not set")
                .inWordsOfDbt(
                        "Required var '" + name + "' not found in config:\nVars supplied to " + what + " = " + defined)
                .withHint("Pass --vars '{" + name + ": …}', set it under vars: in dbt_project.yml, or give a default: "
                        + "var('" + name + "', …)."));
    }

    /** {@code "one"} of {@code "model one (models/one.sql)"}. */
    private static String nameIn(String subject) {
        String[] words = subject.split(" ", 3);
        return words.length > 1 ? words[1] : subject;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return name.equals("has_var")
                ? (PyCallable)
                        arguments -> vars.find(CallArguments.text(arguments, 0, "var_name", "has_var"), packageName)
                                .isPresent()
                : null;
    }

    @Override
    public String typeName() {
        return "Var";
    }
}
