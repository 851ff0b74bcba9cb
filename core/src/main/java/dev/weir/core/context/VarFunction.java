package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.project.ProjectVars;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code var('name', default)} and {@code var.has_var('name')}. Source: dbt docs, "var". */
final class VarFunction implements PyCallable, PyObject {
    private final ProjectVars vars;
    private final String packageName;
    private final String subject;

    VarFunction(ProjectVars vars, String packageName, String subject) {
        this.vars = vars;
        this.packageName = packageName;
        this.subject = subject;
    }

    @Override
    public Object call(Arguments arguments) {
        String name = CallArguments.text(arguments, 0, "var_name", "var");
        Optional<ProjectVars.Found> found = vars.find(name, packageName);
        if (found.isPresent()) {
            return Values.fromData(found.get().value());
        }
        return CallArguments.optional(arguments, 1, "default").orElseThrow(() -> missing(name));
    }

    private WeirException missing(String name) {
        Map<String, @Nullable Object> visible = vars.visibleTo(packageName);
        String defined = JsonText.writeIndented(visible, 4);
        String what = subject.isEmpty() ? "<Configuration>" : subject;
        return new WeirException(Diagnostic.of(DiagnosticCode.CMP_003, "variable \"" + name + "\" is not set")
                .inWordsOfDbt(
                        "Required var '" + name + "' not found in config:\nVars supplied to " + what + " = " + defined)
                .withHint("Pass --vars '{" + name + ": …}', set it under vars: in dbt_project.yml, or give a default: "
                        + "var('" + name + "', …)."));
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
