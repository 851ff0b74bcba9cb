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
    private final boolean builtIn;
    private volatile @Nullable MacroDefinition definition;
    private volatile @Nullable String fingerprint;

    public MacroEntry(Macro macro, Supplier<MacroDefinition> parse) {
        this(macro, parse, false);
    }

    private MacroEntry(Macro macro, Supplier<MacroDefinition> parse, boolean builtIn) {
        this.macro = macro;
        this.parse = parse;
        this.builtIn = builtIn;
    }

    /** A macro that is a part of the program: nobody need ask whether it is still the same. */
    public static MacroEntry builtIn(Macro macro, Supplier<MacroDefinition> parse) {
        return new MacroEntry(macro, parse, true);
    }

    public boolean builtIn() {
        return builtIn;
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
        ask();
        MacroDefinition known = definition;
        if (known == null) {
            known = parse.get();
            definition = known;
        }
        return known;
    }

    /** Notes that somebody's result depends on the text of the macro. */
    public void ask() {
        if (!builtIn) {
            Questions.asked(Questions.Kind.MACRO, macro.uniqueId(), this::fingerprint);
        }
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
