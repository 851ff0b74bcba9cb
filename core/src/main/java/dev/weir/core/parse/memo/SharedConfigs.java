package dev.weir.core.parse.memo;

import dev.weir.core.manifest.NodeConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Configs by the bytes that stand for them: most resources of a project have one of a few. Thread-safe. */
final class SharedConfigs {
    private record Bytes(byte[] bytes, int from, int to, int hash) {
        static Bytes of(byte[] bytes, int from, int to) {
            int hash = 1;
            for (int at = from; at < to; at++) {
                hash = 31 * hash + bytes[at];
            }
            return new Bytes(bytes, from, to, hash);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that
                    && hash == that.hash
                    && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Map<Bytes, NodeConfig> configs = new ConcurrentHashMap<>();

    static void write(Encoder out, NodeConfig config) {
        Encoder part = out.scratch();
        part.data(config.values());
        part.data(config.unrendered());
        out.part(part);
    }

    NodeConfig read(Decoder in) {
        int length = in.number();
        Bytes key = Bytes.of(in.array(), in.place(), in.place() + length);
        NodeConfig known = configs.get(key);
        if (known == null) {
            Decoder part = new Decoder(in.array(), in.place(), this);
            known = new NodeConfig(part.map(), part.map());
            configs.put(key, known);
        }
        in.pass(length);
        return known;
    }
}
