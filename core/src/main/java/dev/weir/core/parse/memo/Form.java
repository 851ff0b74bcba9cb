package dev.weir.core.parse.memo;

/** How a result of one kind is kept: what {@code write} leaves, {@code read} makes the same result of. */
public interface Form<T> {
    void write(Encoder out, T result);

    T read(Decoder in);
}
