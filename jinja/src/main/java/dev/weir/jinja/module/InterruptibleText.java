package dev.weir.jinja.module;

import dev.weir.jinja.value.Limits;

/** A text for a matcher that notices when its thread is interrupted: some patterns try for longer than anyone waits. */
final class InterruptibleText implements CharSequence {
    private static final int READS_BETWEEN_LOOKS = 1 << 12;

    private final String text;
    private int reads;

    InterruptibleText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++reads == READS_BETWEEN_LOOKS) {
            reads = 0;
            Limits.stopWhenInterrupted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
