/** The door for clients: accepts connections and reads their first packets. What follows is the session's. */
@NullMarked
package dev.weir.sandbox.pgwire;

import org.jspecify.annotations.NullMarked;
