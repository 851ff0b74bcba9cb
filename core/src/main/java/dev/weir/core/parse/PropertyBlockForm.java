package dev.weir.core.parse;

import dev.weir.core.parse.memo.Decoder;
import dev.weir.core.parse.memo.Encoder;
import dev.weir.core.parse.memo.Form;
import dev.weir.core.project.Project;
import dev.weir.core.project.SourceFile;
import java.util.List;
import java.util.function.Supplier;

/** The entries of one property file as bytes, in their order. Positions are not kept: who wants them reads the file again. */
final class PropertyBlockForm implements Form<PropertyBlock> {
    private final Project project;
    private final SourceFile file;
    private final Lazy<List<PropertyBlock>> again;
    private int next;

    /** @param again reads the file */
    PropertyBlockForm(Project project, SourceFile file, Supplier<List<PropertyBlock>> again) {
        this.project = project;
        this.file = file;
        this.again = new Lazy<>(again);
    }

    @Override
    public void write(Encoder out, PropertyBlock block) {
        PropertyBlock.Head head = block.head();
        out.text(head.section()).text(head.name()).text(head.fingerprint()).flag(head.special());
        Encoder rendered = new Encoder();
        rendered.data(block.rendered());
        out.part(rendered);
    }

    @Override
    public PropertyBlock read(Decoder in) {
        PropertyBlock.Head head = new PropertyBlock.Head(in.text(), in.text(), in.text(), in.flag());
        Decoder rendered = in.part();
        int place = next++;
        return new PropertyBlock(
                project,
                file,
                head,
                () -> again.value().get(place).written(),
                () -> rendered.copy().map());
    }
}
