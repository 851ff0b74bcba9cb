package dev.weir.sandbox;

import dev.weir.adapter.EmbeddedServer;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** A sandbox in a process of its own, which tests may kill: says its port, then runs until it is ended. */
final class SandboxProcess {
    private SandboxProcess() {}

    public static void main(String[] words) throws InterruptedException {
        var request = new EmbeddedServer.Request(
                Path.of(words[0]),
                OptionalInt.empty(),
                EmbeddedServer.LOOPBACK,
                java.util.Optional.empty(),
                EmbeddedServer.Purpose.APART);
        EmbeddedServer.Running running = new MaterializeSandbox().start(request);
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        System.out.println("port " + running.port());
        new CountDownLatch(1).await();
    }
}
