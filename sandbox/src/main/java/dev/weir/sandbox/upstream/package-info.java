/**
 * What sources read: load generators, and the tables and topics that {@code sandbox.yml} stands in for. In: options, the
 * file. Out: {@link dev.weir.sandbox.upstream.Export}s. Start at {@link dev.weir.sandbox.upstream.SandboxFile}.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.sandbox.upstream;
