/**
 * {@code packages.yml} or {@code dependencies.yml} ⇒ packages under {@code dbt_packages}, and {@code package-lock.yml}.
 * <p>{@link dev.weir.packages.PackagesFile} reads what is asked for, {@link dev.weir.packages.Resolver} turns it into
 * {@link dev.weir.packages.Pin}s (one package in one version each), {@link dev.weir.packages.LockFile} keeps those,
 * {@link dev.weir.packages.Fetcher} brings their folders, {@link dev.weir.packages.Installation} puts all of them in place at
 * once. Start with {@link dev.weir.packages.PackageInstaller}.
 */
@NullMarked
package dev.weir.packages;

import org.jspecify.annotations.NullMarked;
