package dev.weir.core.context.database;

import dev.weir.adapter.Relation;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database's information schema, or one view of it: {@code "db".INFORMATION_SCHEMA.columns}. */
final class InformationSchemaValue implements PyObject {
    private final Relation of;
    private final Optional<String> view;

    InformationSchemaValue(Relation of, Optional<String> view) {
        this.of = of;
        this.view = view;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "database" -> of.database().isPresent() ? of.database().get() : None.NONE;
            case "schema" -> of.schema().isPresent() ? of.schema().get() : None.NONE;
            case "identifier" -> "INFORMATION_SCHEMA";
            case "information_schema_view" -> view.isPresent() ? view.get() : None.NONE;
            case "replace" -> (PyCallable) this::replace;
            case "render" -> (PyCallable) _ -> str();
            case "include", "quote", "incorporate" -> (PyCallable) _ -> this;
            default -> null;
        };
    }

    private Object replace(Arguments arguments) {
        Object wanted = arguments.or(0, "information_schema_view", None.NONE);
        return new InformationSchemaValue(of, wanted == None.NONE ? Optional.empty() : Optional.of(Values.str(wanted)));
    }

    @Override
    public String str() {
        String schema = of.database()
                        .filter(_ -> of.include().database())
                        .map(database -> (of.quote().database() ? of.style().quoted(database) : database) + ".")
                        .orElse("")
                + "INFORMATION_SCHEMA";
        return view.map(name -> schema + "." + name).orElse(schema);
    }

    @Override
    public String repr() {
        return "<InformationSchema " + str() + ">";
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "InformationSchema";
    }
}
