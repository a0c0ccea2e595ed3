package dev.toolbridge.tenants.placement;

import dev.toolbridge.service.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// The schema of a release, read from the migrations in its folder: releases with the same ones share a golden
/// database.
///
/// @param version the number of the newest migration
/// @param digest of all of them, in hexadecimal digits
record ReleaseSchema(int version, String digest) {
    private static final Pattern MIGRATION = Pattern.compile("db/migration/V(\\d{1,6})__\\w+\\.sql");
    private static final int DIGEST_BYTES = 6;
    private static final int MIGRATION_BYTES_MAX = 1 << 20;

    /// Reads the folder.
    ///
    /// @throws IOException if it is no release
    static ReleaseSchema of(Path release) throws IOException {
        var migrations = new TreeMap<Integer, byte[]>();
        for (Path library : libraries(release)) {
            collect(library, migrations);
        }
        if (migrations.isEmpty()) {
            throw new IOException("no library in " + release.resolve("lib") + " has migrations");
        }
        MessageDigest digest = Digest.sha256();
        migrations.forEach((version, content) -> {
            digest.update(Digest.framed(version.toString()));
            digest.update(Digest.sha256(content));
        });
        byte[] head = java.util.Arrays.copyOf(digest.digest(), DIGEST_BYTES);
        return new ReleaseSchema(migrations.lastKey(), HexFormat.of().formatHex(head));
    }

    private static List<Path> libraries(Path release) throws IOException {
        try (Stream<Path> files = Files.list(release.resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().matches("toolbridge-.*\\.jar"))
                    .sorted()
                    .toList();
        }
    }

    private static void collect(Path library, TreeMap<Integer, byte[]> migrations) throws IOException {
        try (var jar = new ZipFile(library.toFile())) {
            for (var entry : jar.stream().toList()) {
                Matcher name = MIGRATION.matcher(entry.getName());
                if (name.matches()) {
                    try (var content = jar.getInputStream(entry)) {
                        migrations.put(Integer.valueOf(name.group(1)), content.readNBytes(MIGRATION_BYTES_MAX));
                    }
                }
            }
        }
    }

    /// The name of the golden database.
    String golden() {
        return "tb_golden_v" + version + "_" + digest;
    }
}
