package dev.toolbridge.service.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/// The body of a request, which is read once: whole, or as it comes.
@FunctionalInterface
public interface RequestContent extends Supplier<byte[]> {

    /// The body as it comes, without holding it. A body that is too large, badly framed or cut off is refused where
    /// it is read.
    default InputStream stream() {
        return new ByteArrayInputStream(get());
    }

    /// Writes the body as it comes, without holding it.
    ///
    /// @throws dev.toolbridge.service.error.Refusal if it is too large, badly framed or cut off
    /// @throws IOException if it cannot be written
    default void copyTo(OutputStream out) throws IOException {
        try (InputStream in = stream()) {
            in.transferTo(out);
        }
    }
}
