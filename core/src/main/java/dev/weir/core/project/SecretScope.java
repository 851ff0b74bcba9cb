package dev.weir.core.project;

/** Whether a file may read {@code DBT_ENV_SECRET_} variables. */
enum SecretScope {
    /** {@code profiles.yml}, {@code packages.yml}. */
    ALLOWED,
    REFUSED
}
