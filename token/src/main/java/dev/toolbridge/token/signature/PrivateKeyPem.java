package dev.toolbridge.token.signature;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an RSA private key from PEM (RFC 7468): PKCS#8, or PKCS#1, which is put into the envelope of PKCS#8.
public final class PrivateKeyPem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");

    /// RFC 5208, section 5: version 0 and the algorithm identifier of RSA.
    private static final byte[] PKCS8_HEAD = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int TAG_SEQUENCE = 0x30;
    private static final int TAG_OCTETS = 0x04;
    private static final int LENGTH_IN_TWO_BYTES = 0x82;

    private PrivateKeyPem() {}

    /// Parses a key; line breaks may be written as `\n`, as environment variables often have them.
    public static RSAPrivateCrtKey parse(String pem) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(pem.replace("\\n", "\n"));
        if (!block.find()) {
            throw new GeneralSecurityException("no PEM block of an unencrypted private key");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        byte[] pkcs8 = block.group(1) == null ? der : envelope(der);
        if (KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8))
                instanceof RSAPrivateCrtKey key) {
            return key;
        }
        throw new GeneralSecurityException("a private key without its public part");
    }

    private static byte[] envelope(byte[] pkcs1) {
        var inside = new ByteArrayOutputStream();
        inside.writeBytes(PKCS8_HEAD);
        writeElement(inside, TAG_OCTETS, pkcs1);
        var whole = new ByteArrayOutputStream();
        writeElement(whole, TAG_SEQUENCE, inside.toByteArray());
        return whole.toByteArray();
    }

    /// Lengths are always written in two bytes, which the parser takes and any RSA key fits.
    private static void writeElement(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        out.write(LENGTH_IN_TWO_BYTES);
        out.write(content.length >> Byte.SIZE);
        out.write(content.length);
        out.writeBytes(content);
    }
}
