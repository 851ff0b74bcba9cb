package dev.weir.core.engine;

/** Which version we are and which one of dbt we answer as. */
public final class Versions {
    public static final String WEIR = "0.1.0";
    public static final String DBT = "1.11.16";

    private Versions() {}
}
