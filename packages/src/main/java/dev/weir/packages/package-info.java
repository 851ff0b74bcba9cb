/**
 * {@code packages.yml} or {@code dependencies.yml} ⇒ packages under {@code dbt_packages}, and {@code package-lock.yml}. Local
 * packages for now; other kinds are refused by name. Start with {@link dev.weir.packages.PackageInstaller}.
 */
@NullMarked
package dev.weir.packages;

import org.jspecify.annotations.NullMarked;
