package dev.toolbridge.tenants.placement;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// Folders of releases, with the programs and the classes of this checkout.
final class TestRelease {
    private static final Path PROGRAMS = Path.of(System.getProperty("basedir")).resolve("../deploy/bin");
    private static final String MIGRATIONS = "db/migration/";

    private TestRelease() {}

    /// The release of this checkout.
    static Path present(Path folder) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path lib = Files.createDirectories(folder.resolve("lib"));
        for (String program : List.of("run-java", "toolbridge-migrate")) {
            executable(Files.copy(PROGRAMS.resolve(program), bin.resolve(program)));
        }
        Path api = classPath().filter(TestRelease::hasMigrations).findFirst().orElseThrow();
        copy(api, lib.resolve("toolbridge-api.jar"));
        jar(lib.resolve("zz-libraries.jar"), manifest(classPath().filter(entry -> !entry.equals(api))))
                .close();
        return folder;
    }

    /// A release with one more migration, and a program that knows it.
    static Path newer(Path folder, String sql) throws IOException {
        present(folder);
        try (var jar = jar(folder.resolve("lib/toolbridge-newer.jar"), new Manifest())) {
            jar.putNextEntry(new ZipEntry(MIGRATIONS));
            jar.closeEntry();
            jar.putNextEntry(new ZipEntry(MIGRATIONS + "V" + NewerMigrate.VERSION + "__newer.sql"));
            jar.write(sql.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return withProgram(
                folder,
                "exec \"$(dirname -- \"$0\")/run-java\" toolbridge-migrate " + NewerMigrate.class.getName() + " 24");
    }

    /// The same release with another program for its migrations.
    static Path withProgram(Path folder, String script) throws IOException {
        Path program = folder.resolve("bin/toolbridge-migrate");
        Files.deleteIfExists(program);
        executable(Files.writeString(program, "#!/bin/sh\n" + script + "\n"));
        return folder;
    }

    private static void executable(Path program) throws IOException {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static JarOutputStream jar(Path file, Manifest manifest) throws IOException {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return new JarOutputStream(Files.newOutputStream(file), manifest);
    }

    private static Stream<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Files::exists);
    }

    /// The rest of the class path as that of one library: nothing has to be copied.
    private static Manifest manifest(Stream<Path> entries) {
        var manifest = new Manifest();
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        entries.map(entry -> entry.toUri().toString()).collect(Collectors.joining(" ")));
        return manifest;
    }

    private static boolean hasMigrations(Path entry) {
        return Files.isDirectory(entry.resolve(MIGRATIONS))
                || entry.getFileName().toString().matches("toolbridge-api.*\\.jar");
    }

    private static void copy(Path classes, Path library) throws IOException {
        if (Files.isRegularFile(classes)) {
            Files.copy(classes, library);
            return;
        }
        try (var jar = jar(library, new Manifest());
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(path -> !path.equals(classes)).toList()) {
                boolean isFolder = Files.isDirectory(path);
                jar.putNextEntry(new ZipEntry(classes.relativize(path) + (isFolder ? "/" : "")));
                jar.write(isFolder ? new byte[0] : Files.readAllBytes(path));
                jar.closeEntry();
            }
        }
    }
}
