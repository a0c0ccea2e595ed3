package dev.toolbridge.tests.tenants;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// Releases that start well, and are wrong.
record FailingReleases(PlatformFolder folder) {
    private static final String MIGRATIONS = "db/migration/";

    /// Adds a release whose API answers 500 to all who come through the router.
    String addSour(String name) {
        Path programs = folder.releases().resolve(folder.addRelease(name)).resolve("bin");
        try {
            Files.move(programs.resolve("toolbridge-api"), programs.resolve("true-api"));
            write(programs.resolve("toolbridge-api"), resource("/sour-api"));
            return name;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Adds a migration to a release; the programs of the release before are still served.
    void addMigration(String release) {
        Path root = folder.releases().resolve(release);
        String program = NewerMigrate.class.getName();
        try (var jar = jar(root.resolve("lib/toolbridge-newer.jar"))) {
            add(jar, MIGRATIONS, new byte[0]);
            add(
                    jar,
                    MIGRATIONS + "V" + NewerMigrate.VERSION + "__newer.sql",
                    ("CREATE TABLE newer (id integer);\nINSERT INTO schema_served (version, oldest) VALUES ("
                                    + NewerMigrate.VERSION + ", 1);")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            add(jar, program.replace('.', '/') + ".class", resource("NewerMigrate.class"));
            Path migrate = root.resolve("bin/toolbridge-migrate");
            Files.delete(migrate);
            String text = "#!/bin/sh\nexec \"$(dirname -- \"$0\")/run-java\" toolbridge-migrate " + program + " 24\n";
            write(migrate, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JarOutputStream jar(Path file) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        return new JarOutputStream(bytes);
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream found = FailingReleases.class.getResourceAsStream(name)) {
            return found.readAllBytes();
        }
    }

    private static void write(Path program, byte[] text) throws IOException {
        Files.write(program, text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
