package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.Values;
import java.util.Map;
import java.util.Optional;

/** {@code render} and the dispatch of {@code adapter.dispatch}, which need the templates around them. */
final class RenderFunctions {
    private final TemplateContext context;

    RenderFunctions(TemplateContext context) {
        this.context = context;
    }

    void addTo(Map<String, Object> members) {
        members.put("render", (PyCallable) this::render);
        members.put("try_or_compiler_error", (PyCallable) this::tryOrCompilerError);
        members.put("write", (PyCallable) _ -> "");
        members.put("adapter_macro", (PyCallable) this::adapterMacro);
        members.put("context_macro_stack", new MacroStackValue(context));
        members.put("sql_now", "now()");
    }

    /** What stood for {@code adapter.dispatch} once. */
    private Object adapterMacro(Arguments arguments) {
        String name = CallArguments.text(arguments, 0, "name", "adapter_macro");
        throw new WeirException(Diagnostic.of(DiagnosticCode.CMP_011, "adapter_macro is gone")
                .inWordsOfDbt("The \"adapter_macro\" macro has been deprecated. Instead, use the `adapter.dispatch`"
                        + " method to find a macro and call the result.  For more information, see:"
                        + " https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch)"
                        + " adapter_macro was called for: " + name));
    }

    private Object render(Arguments arguments) {
        String text = CallArguments.text(arguments, 0, "string", "render");
        return context.render(text);
    }

    /** Calls a function and turns its failure into a compiler error with the given message. */
    private Object tryOrCompilerError(Arguments arguments) {
        String message = CallArguments.text(arguments, 0, "message_if_exception", "try_or_compiler_error");
        Object function = CallArguments.required(arguments, 1, "func", "try_or_compiler_error");
        try {
            return Values.call(function, arguments.skip(2));
        } catch (WeirException | dev.weir.jinja.value.PyError failed) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.CMP_001, message).inWordsOfDbt(message), failed);
        }
    }

    /** The macro {@code adapter.dispatch(name, namespace)} means. Throws {@code CMP-006} naming every place searched. */
    static PyCallable dispatch(TemplateContext context, Arguments arguments) {
        String name = CallArguments.text(arguments, 0, "macro_name", "dispatch");
        Optional<String> namespace =
                CallArguments.given(arguments, 1, "macro_namespace").map(Values::str);
        if (CallArguments.given(arguments, 2, "packages").isPresent()) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.CMP_006, "adapter.dispatch no longer takes packages")
                    .inWordsOfDbt("        The \"packages\" argument of adapter.dispatch() has been deprecated.\n"
                            + "        Use the \"macro_namespace\" argument instead.\n\n"
                            + "        Raised during dispatch for: " + name + "\n\n"
                            + "        For more information, see:\n\n"
                            + "        https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch"));
        }
        if (name.indexOf('.') >= 0) {
            String suggestion = "`adapter.dispatch(\"" + name.substring(name.indexOf('.') + 1)
                    + "\", macro_namespace=\"" + name.substring(0, name.indexOf('.')) + "\")`";
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.CMP_006, "the macro name \"" + name + "\" has a dot in it")
                    .inWordsOfDbt("In adapter.dispatch, got a macro name of \"" + name
                            + "\", but \".\" is not a valid macro name component. Did you mean " + suggestion + "?"));
        }
        return switch (context.catalog().dispatch(name, namespace, context.home())) {
            case MacroCatalog.Dispatched.Found found -> {
                context.refersTo(found.macro());
                yield context.function(found.macro());
            }
            case MacroCatalog.Dispatched.Missing missing ->
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.CMP_006, "no implementation of macro \"" + name + "\"")
                        .inWordsOfDbt("In dispatch: No macro named '" + name + "' found within namespace: '"
                                + namespace.orElse("None") + "'\n    Searched for: "
                                + String.join(", ", missing.searched()))
                        .withHint("Define one of the macros searched for, or install the package that has it."));
        };
    }
}
