package dev.weir.core.context.database;

import dev.weir.adapter.Adapter;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.TemplateContext;
import dev.weir.jinja.value.Arguments;
import java.util.Locale;

/** Macros that adapter methods stand on: the root project's and those of packages win over the built-in ones. */
final class AdapterMacros {
    private AdapterMacros() {}

    static Object call(TemplateContext context, String name, Arguments arguments) {
        return context.callForAdapter(name, arguments)
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                                DiagnosticCode.RUN_007, "macro \"" + name + "\" does not exist")
                        .inWordsOfDbt("dbt could not find a macro with the name \"" + name + "\" in any package")));
    }

    /** {@code "PostgresRelation"}: the class name templates show. */
    static String relationTypeName(Adapter adapter) {
        return typeTitle(adapter) + "Relation";
    }

    static String columnTypeName(Adapter adapter) {
        return typeTitle(adapter) + "Column";
    }

    private static String typeTitle(Adapter adapter) {
        String type = adapter.type();
        return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    }
}
