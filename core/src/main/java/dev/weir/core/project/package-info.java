/**
 * What is on disk: the project and its packages, the profile's target, vars and flags, every file that parsing reads, and
 * the small YAML contexts. Comes in: a {@link dev.weir.core.project.LoadRequest}; goes out:
 * {@link dev.weir.core.project.ProjectFiles}. Start with {@link dev.weir.core.project.ProjectLoader}.
 */
@NullMarked
package dev.weir.core.project;

import org.jspecify.annotations.NullMarked;
