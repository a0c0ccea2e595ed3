package dev.toolbridge.api.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The bytes of a receipt: the number of the form, then the result.
///
/// An earlier form is the answer itself, which begins with the digits of its status. The first byte tells the two
/// apart.
final class ReceiptForm {
    private static final byte FORM = 2;

    private ReceiptForm() {}

    @FunctionalInterface
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    @FunctionalInterface
    interface Reader<R> {
        R read(DataInputStream in) throws IOException;
    }

    static boolean isOf(byte[] receipt) {
        return receipt.length > 0 && receipt[0] == FORM;
    }

    /// @param bytes the approximate length
    static byte[] write(int bytes, Writer result) {
        var receipt = new ByteArrayOutputStream(bytes);
        try (var out = new DataOutputStream(receipt)) {
            out.writeByte(FORM);
            result.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return receipt.toByteArray();
    }

    static <R> R read(byte[] receipt, Reader<R> result) {
        try (var in = new DataInputStream(new ByteArrayInputStream(receipt))) {
            in.readByte();
            return result.read(in);
        } catch (IOException cutShort) {
            throw new UncheckedIOException("a kept receipt cannot be read", cutShort);
        }
    }
}
