package dev.weir.cli;

/** The program {@code weir}. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        System.exit(0);
    }
}
