package dev.weir.base;

public final class Trace {
    private static final long T0 = System.getenv("T0") == null ? 0 : Long.parseLong(System.getenv("T0"));

    public static void at(String what) {
        if (T0 != 0) {
            java.time.Instant n = java.time.Instant.now();
            long now = n.getEpochSecond() * 1000000L + n.getNano() / 1000;
            System.err.println((now - T0 / 1000) / 1000.0 + " " + what);
        }
    }
}
