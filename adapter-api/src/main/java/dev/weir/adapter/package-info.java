/**
 * The vocabulary of a database: {@link dev.weir.adapter.Adapter}, connections, relations, columns, capabilities, and the
 * servers that can be started for a profile. Adapters see only this room; core never names one of them.
 */
@NullMarked
package dev.weir.adapter;

import org.jspecify.annotations.NullMarked;
