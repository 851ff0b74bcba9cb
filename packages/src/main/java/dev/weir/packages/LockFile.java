package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ReplacedFile;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.project.YamlFile;
import dev.weir.core.project.YamlRenderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * {@code package-lock.yml}: the packages that were chosen, and a sum over what was asked for when they were. Source: files the
 * reference writes.
 *
 * @param sum empty when the file has none
 */
record LockFile(List<PackageEntry> entries, Optional<String> sum) {
    static final String NAME = "package-lock.yml";

    LockFile {
        entries = List.copyOf(entries);
    }

    /** @throws WeirException {@code PKG-014} or of YAML, when it cannot be understood */
    static Optional<LockFile> read(Path projectDir, YamlRenderer renderer) {
        Path file = projectDir.resolve(NAME);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            SourceText text = new SourceText(NAME, Files.readString(file, StandardCharsets.UTF_8));
            if (!(YamlFile.parseUnstripped(text, _ -> {}).orElse(null) instanceof YamlNode.Mapping mapping)) {
                return Optional.of(new LockFile(List.of(), Optional.empty()));
            }
            return Optional.of(new LockFile(
                    PackagesFile.entries(mapping.find(PackagesText.KEY), renderer::render),
                    mapping.find("sha1_hash")
                            .map(node -> node instanceof YamlNode.Scalar scalar ? scalar.text() : "")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The whole text of the file for some pins. */
    static String text(List<Pin> pins, String sum) {
        return PackagesText.of(pins.stream().map(Pin::locked).toList()) + "sha1_hash: " + PackagesText.scalar(sum)
                + "\n";
    }

    /** The sum over what a packages file asks for. */
    static String sumOf(List<PackageEntry> asked) {
        List<String> texts = new ArrayList<>();
        for (PackageEntry entry : asked) {
            texts.add(PythonJson.of(entry.summed()));
        }
        texts.sort(null);
        return sha("SHA-1", String.join("\n", texts));
    }

    static String sha(String algorithm, String text) {
        return HexFormat.of().formatHex(digest(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has " + algorithm, absent);
        }
    }

    /** Written beside and moved, so that a reader sees the old file or the new one. */
    static void write(Path projectDir, String text) {
        Path file = projectDir.resolve(NAME);
        try {
            if (Files.exists(file) && Files.readString(file).equals(text)) {
                return;
            }
            ReplacedFile.write(file, text);
        } catch (IOException unwritable) {
            throw new WeirException(
                    Diagnostic.of(
                            DiagnosticCode.PKG_021, "\"" + NAME + "\" cannot be written: " + unwritable.getMessage()),
                    unwritable);
        }
    }
}
