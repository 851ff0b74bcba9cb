package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.Resource;

/**
 * What is wrong, or doubtful, with a semantic model, metric or saved query.
 *
 * @param error whether the project cannot be used
 * @param about the resource it was found in
 * @param words dbt's message
 */
public record SemanticIssue(boolean error, Resource about, String words) {}
