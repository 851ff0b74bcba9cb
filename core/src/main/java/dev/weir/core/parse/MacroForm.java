package dev.weir.core.parse;

import dev.weir.core.context.MacroEntry;
import dev.weir.core.manifest.Macro;
import dev.weir.core.parse.memo.Decoder;
import dev.weir.core.parse.memo.Encoder;
import dev.weir.core.parse.memo.Form;
import java.util.List;

/** What is said and found out of macros as bytes, in the order of their entries; what stands in their files is not kept. */
final class MacroForm implements Form<Macro> {
    private final List<MacroEntry> entries;
    private int next;

    MacroForm(List<MacroEntry> entries) {
        this.entries = entries;
    }

    @Override
    public void write(Encoder out, Macro macro) {
        out.texts(macro.dependsOnMacros())
                .text(macro.description())
                .data(macro.meta())
                .flag(macro.show())
                .optional(macro.patchPath())
                .number(macro.arguments().size());
        macro.arguments().forEach(out::data);
        out.instant(macro.createdAt());
    }

    @Override
    public Macro read(Decoder in) {
        Macro bare = entries.get(next++).macro();
        return new Macro(
                bare.uniqueId(),
                bare.packageName(),
                bare.name(),
                bare.path(),
                bare.originalFilePath(),
                bare.source(),
                bare.start(),
                bare.end(),
                in.texts(),
                in.text(),
                in.map(),
                in.flag(),
                in.optional(),
                in.maps(),
                bare.supportedLanguages(),
                in.instant());
    }
}
