package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;

/** What is wrong with an entry of a property file, in dbt's words. */
final class PropertyErrors {
    private PropertyErrors() {}

    static WeirException config(PropertyBlock block, YamlNode place, String complaint) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PAR_014, "an entry of \"" + block.section() + "\" has not the right form")
                        .inWordsOfDbt("Invalid " + block.section() + " config given in "
                                + block.file().text().path() + " @ " + block.section() + ": "
                                + ConfigBuilder.shown(block.rendered()) + " - " + complaint)
                        .at(place.span()));
    }

    /** What has the form and makes no sense. */
    static WeirException semantic(PropertyBlock block, String key, String primary, String words) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PAR_014, primary)
                .inWordsOfDbt(words)
                .at(block.written().find(key).orElse(block.written()).span()));
    }
}
