package dev.weir.sandbox.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    /** Rows are passed on in one piece; pieces of the stream end anywhere, and some rows are larger than any buffer. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 8_192, 1_000_000})
    void rowsPassedOnAreThoseThatWereSent(int atOnce) throws IOException {
        byte[] sent = messages();
        var passed = new ByteArrayOutputStream();
        var to = new FrameWriter(passed);
        var reader = new FrameReader(socket(sent, atOnce));
        var read = new ArrayList<Character>();
        while (true) {
            var frame = reader.next(1 << 26);
            if (frame.isEmpty()) break;
            read.add(frame.get().type());
            to.forward(frame.get());
            if (frame.get().type() == 'D') reader.passOn('D', to);
        }
        to.flush();
        assertThat(passed.toByteArray()).isEqualTo(sent);
        assertThat(read).endsWith('C', 'Z').filteredOn(type -> type != 'D').isEqualTo(List.of('T', 'N', 'C', 'Z'));
        if (atOnce == 1_000) assertThat(read).as("rows read one by one").hasSizeLessThan(1_500);
    }

    /** A description, 2,000 rows with a notice among them, an end. */
    private static byte[] messages() throws IOException {
        var random = new Random(20261122);
        var bytes = new ByteArrayOutputStream();
        var writer = new FrameWriter(bytes);
        writer.begin('T').int16(0).end();
        for (int i = 0; i < 2_000; i++) {
            int size = i == 700 ? 50_000 : i == 701 ? 0 : random.nextInt(200);
            byte[] body = new byte[size];
            random.nextBytes(body);
            writer.begin('D').bytes(body).end();
            if (i == 900) writer.begin('N').int8(0).end();
        }
        writer.begin('C').text("SELECT 2000").end();
        writer.begin('Z').int8('I').end();
        writer.flush();
        return bytes.toByteArray();
    }

    private static Socket socket(byte[] bytes, int atOnce) {
        var in = new ByteArrayInputStream(bytes);
        return new Socket() {
            @Override
            public InputStream getInputStream() {
                return new InputStream() {
                    @Override
                    public int read() {
                        return in.read();
                    }

                    @Override
                    public int read(byte[] into, int from, int length) {
                        return in.read(into, from, Math.min(length, atOnce));
                    }
                };
            }
        };
    }
}
