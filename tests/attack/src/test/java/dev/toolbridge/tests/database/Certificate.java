package dev.toolbridge.tests.database;

import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A self-signed certificate and its key, as files that PostgreSQL reads.
record Certificate(Path file, Path key) {
    private static final String STORE_PASSWORD = "of-no-worth";
    private static final String ALIAS = "server";
    private static final String KEYTOOL =
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString();

    /// Makes one for a host of that name.
    static Certificate of(Path folder, String host) {
        Path store = folder.resolve(host + ".p12");
        var options = List.of(
                KEYTOOL,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD);
        try (var keytool = Program.start(options, Map.of())) {
            if (keytool.exitCode() != 0) {
                throw new AssertionError(keytool.output());
            }
        }
        try (InputStream stored = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, STORE_PASSWORD.toCharArray());
            byte[] key = keys.getKey(ALIAS, STORE_PASSWORD.toCharArray()).getEncoded();
            return new Certificate(
                    pem(
                            folder.resolve(host + ".crt"),
                            "CERTIFICATE",
                            keys.getCertificate(ALIAS).getEncoded()),
                    pem(folder.resolve(host + ".key"), "PRIVATE KEY", key));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path pem(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
