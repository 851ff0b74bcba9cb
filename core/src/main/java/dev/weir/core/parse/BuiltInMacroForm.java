package dev.weir.core.parse;

import dev.weir.base.SourceText;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.manifest.Macro;
import dev.weir.core.parse.memo.Decoder;
import dev.weir.core.parse.memo.Encoder;
import dev.weir.core.parse.memo.Form;
import dev.weir.core.project.BuiltInPackage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the macros of a built-in package stand, as bytes. Their files are read when somebody asks for a text. */
final class BuiltInMacroForm implements Form<MacroEntry> {
    private final MacroReader reader;
    private final BuiltInPackage builtIn;
    private final Map<String, SourceText> sources = new HashMap<>();

    BuiltInMacroForm(MacroReader reader, BuiltInPackage builtIn) {
        this.reader = reader;
        this.builtIn = builtIn;
    }

    @Override
    public void write(Encoder out, MacroEntry entry) {
        Macro macro = entry.macro();
        out.text(macro.path()).text(macro.name()).number(macro.start()).number(macro.end());
        out.flag(macro.supportedLanguages().isPresent());
        macro.supportedLanguages().ifPresent(out::texts);
    }

    @Override
    public MacroEntry read(Decoder in) {
        String path = in.text();
        SourceText source = sources.computeIfAbsent(
                path, each -> SourceText.lazy(each, () -> builtIn.reader().apply(each)));
        return reader.entry(
                builtIn.name(),
                path,
                new MacroReader.Place(in.text(), source, in.number(), in.number()),
                in.flag() ? Optional.of(in.texts()) : Optional.empty(),
                true);
    }
}
