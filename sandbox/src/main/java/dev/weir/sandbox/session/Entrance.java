package dev.weir.sandbox.session;

import dev.weir.sandbox.pgwire.Encryption;
import dev.weir.sandbox.pgwire.PasswordCheck;
import java.util.Optional;

/**
 * How clients come in and what is kept of what they do.
 *
 * @param password what they must know; empty when any will do
 */
public record Entrance(Encryption encryption, Optional<PasswordCheck> password, StatementLog log) {}
