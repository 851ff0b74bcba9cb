package dev.weir.web.http;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is served, where, and to whom.
 *
 * @param folder the target folder
 * @param port 0 for any that is free
 * @param token what others must know; without one, whoever reaches the address is let in
 */
public record ServerRequest(Path folder, InetAddress host, int port, Optional<String> token) {
    @Override
    public String toString() {
        return "ServerRequest[" + folder + ", " + host + ":" + port + "]";
    }
}
