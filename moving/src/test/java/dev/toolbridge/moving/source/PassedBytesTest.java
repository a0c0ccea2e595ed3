package dev.toolbridge.moving.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PassedBytesTest {
    private static final int LENGTH = 20_000;

    @Test
    void bytesPassOneMethodHoweverTheyAreAskedFor() throws IOException {
        try (var bytes = new Counting(LENGTH)) {
            assertThat(bytes.read()).isEqualTo(255);
            bytes.skipNBytes(10_000);
            assertThat(bytes.passed).isEqualTo(10_001);
            assertThat(bytes.readAllBytes()).hasSize(LENGTH - 10_001);
            assertThat(bytes.passed).isEqualTo(LENGTH);
            assertThat(bytes.skip(1)).isZero();
            assertThat(bytes.read()).isEqualTo(-1);
        }
    }

    private static final class Counting extends PassedBytes {
        private int passed;

        Counting(int length) {
            super(new ByteArrayInputStream(bytes(length)));
        }

        private static byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            bytes[0] = -1;
            return bytes;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            passed += Math.max(read, 0);
            return read;
        }
    }
}
