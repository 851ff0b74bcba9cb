package dev.weir.core.artifact;

import java.util.Optional;

/**
 * What the manifest says of single resources, kept from one writing of it to the next. Asked and told from several threads.
 */
public interface KnownTexts {
    /** Knows nothing and keeps nothing. */
    KnownTexts NONE = new KnownTexts() {
        @Override
        public Optional<Text> find(Object resource) {
            return Optional.empty();
        }

        @Override
        public void keep(Object resource, Text text) {}
    };

    /** A part of an array of bytes that holds the JSON of one resource. The array is not to be changed. */
    record Text(byte[] bytes, int from, int length) {}

    /** The text of this very object, as an earlier manifest had it. */
    Optional<Text> find(Object resource);

    /** Tells of a text that was not known. */
    void keep(Object resource, Text text);
}
