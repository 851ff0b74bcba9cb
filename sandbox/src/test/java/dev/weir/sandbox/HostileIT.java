package dev.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.util.PSQLException;

/** What nobody means well: it is refused, and the sandbox goes on. */
class HostileIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    private static void alive() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            assertThat(SandboxUnderTest.rows(connection, "select 1")).containsExactly("1");
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingReachesThePostgresBehind() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/golden/sandbox/hostile/refused.tsv")).stream()
                .map(line -> line.split("\t", 2))
                .map(line -> DynamicTest.dynamicTest(line[1], () -> {
                    try (Connection connection = SANDBOX.connect("preferQueryMode", "simple")) {
                        assertThatThrownBy(() -> SandboxUnderTest.run(connection, line[1]))
                                .isInstanceOfSatisfying(PSQLException.class, error -> {
                                    assertThat(error.getSQLState()).isEqualTo(line[0]);
                                    assertThat(error.getMessage()).doesNotContain("weir_admin\" ");
                                });
                        assertThat(SandboxUnderTest.rows(connection, "select 1"))
                                .containsExactly("1");
                    }
                }));
    }

    private static Socket connected() throws IOException {
        var socket = new Socket("127.0.0.1", SANDBOX.port());
        socket.setSoTimeout(10_000);
        var out = new DataOutputStream(socket.getOutputStream());
        byte[] parameters = "user\0materialize\0\0".getBytes(StandardCharsets.UTF_8);
        out.writeInt(8 + parameters.length);
        out.writeInt(0x30000);
        out.write(parameters);
        var in = new FrameReader(socket);
        while (in.read().type() != 'Z') {}
        return socket;
    }

    @Test
    void lengthsThatCannotBeMeantEndTheConnectionOnly() throws Exception {
        for (int length : new int[] {-1, 0, 3, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x3fffffff}) {
            try (Socket socket = connected()) {
                var out = new DataOutputStream(socket.getOutputStream());
                out.writeByte('Q');
                out.writeInt(length);
                Frame answer = new FrameReader(socket).read();
                assertThat(answer.type()).isEqualTo('E');
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("FATAL", "08P01");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            try (Socket socket = new Socket("127.0.0.1", SANDBOX.port())) {
                socket.setSoTimeout(10_000);
                new DataOutputStream(socket.getOutputStream()).writeInt(length);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
        alive();
    }

    @Test
    void randomBytesEndTheConnectionOnly() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            try (Socket socket = i % 2 == 0 ? connected() : new Socket("127.0.0.1", SANDBOX.port())) {
                socket.getOutputStream().write(noise);
                socket.shutdownOutput();
                socket.setSoTimeout(10_000);
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("reset");
            }
        }
        alive();
    }

    @Test
    void messagesCutShortEndTheConnectionOnly() throws Exception {
        for (String type : List.of("P", "B", "D", "E", "C", "Q", "p", "X", "S", "H", "d")) {
            try (Socket socket = connected()) {
                var out = new DataOutputStream(socket.getOutputStream());
                out.writeByte(type.charAt(0));
                out.writeInt(100);
                out.write(7);
                socket.shutdownOutput(); // half-closed: the sandbox may still answer
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        }
        alive();
    }

    @Test
    void aHalfClosedClientStillHearsTheAnswer() throws Exception {
        try (Socket socket = connected()) {
            var out = new DataOutputStream(socket.getOutputStream());
            byte[] sql = "select 'heard'\0".getBytes(StandardCharsets.UTF_8);
            out.writeByte('Q');
            out.writeInt(4 + sql.length);
            out.write(sql);
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("heard");
        }
    }

    @Test
    void deepNestingIsRefusedWithoutEndingTheSession() throws SQLException {
        try (Connection connection = SANDBOX.connect("preferQueryMode", "simple")) {
            for (String deep : List.of(
                    "select " + "(".repeat(100_000) + "1" + ")".repeat(100_000),
                    "select " + "-".repeat(3) + "\n" + "not ".repeat(50_000) + "true",
                    "select " + "array[".repeat(20_000) + "1" + "]".repeat(20_000),
                    "select * from " + "(select * from ".repeat(5_000) + "t" + ") a".repeat(5_000),
                    "explain ".repeat(20_000) + "select 1",
                    "prepare a as ".repeat(20_000) + "select 1")) {
                assertThatThrownBy(() -> SandboxUnderTest.run(connection, deep)).isInstanceOf(PSQLException.class);
                assertThat(SandboxUnderTest.rows(connection, "select 1")).containsExactly("1");
            }
        }
    }

    @Test
    void fiveHundredAtOnceAreServed() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            List<Connection> open = new ArrayList<>();
            try {
                var asked = new ArrayList<Callable<Connection>>();
                for (int i = 0; i < 500; i++) asked.add(() -> SANDBOX.connect("sslmode", "disable"));
                for (Future<Connection> each : threads.invokeAll(asked, 5, TimeUnit.MINUTES)) open.add(each.get());
                for (Connection each : open) {
                    assertThat(SandboxUnderTest.rows(each, "select 1")).containsExactly("1");
                }
                assertThat(open).hasSize(500);
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 60; i++) open.add(SANDBOX.connect("sslmode", "disable"));
                        })
                        .isInstanceOfSatisfying(
                                PSQLException.class,
                                error -> assertThat(error.getSQLState()).isEqualTo("53300"));
            } finally {
                for (Connection each : open) each.close();
            }
        }
        for (int i = 0; ; i++) { // PostgreSQL needs a moment to see that they are gone
            try {
                alive();
                return;
            } catch (SQLException e) {
                if (i == 100) throw e;
                Thread.sleep(100);
            }
        }
    }

    @Test
    void manyShortConnectionsLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = connected()) {
                if (i % 2 == 0) socket.setSoLinger(true, 0);
            }
            new Socket("127.0.0.1", SANDBOX.port()).close();
        }
        alive();
    }
}
