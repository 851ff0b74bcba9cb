package dev.weir.core.context;

import dev.weir.core.manifest.Macro;
import dev.weir.core.project.Fingerprint;
import dev.weir.core.project.Questions;
import dev.weir.jinja.MacroDefinition;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A macro and its parsed body, which is parsed on first call. Thread-safe: two threads may parse the same body once each. */
public final class MacroEntry {
    private final Macro macro;
    private final Supplier<MacroDefinition> parse;
    private volatile @Nullable MacroDefinition definition;
    private volatile @Nullable String fingerprint;

    public MacroEntry(Macro macro, Supplier<MacroDefinition> parse) {
        this.macro = macro;
        this.parse = parse;
    }

    public Macro macro() {
        return macro;
    }

    public String name() {
        return macro.name();
    }

    public String uniqueId() {
        return macro.uniqueId();
    }

    /** The parsed body. Throws the template's diagnostic when it cannot be parsed. */
    public MacroDefinition definition() {
        Questions.asked(Questions.Kind.MACRO, macro.uniqueId(), this::fingerprint);
        MacroDefinition known = definition;
        if (known == null) {
            known = parse.get();
            definition = known;
        }
        return known;
    }

    /** Stands for the text of the macro. */
    public String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(macro.sql());
            fingerprint = known;
        }
        return known;
    }
}
