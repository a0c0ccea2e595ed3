package dev.toolbridge.moving.source;

import dev.toolbridge.moving.source.ReadRefusal.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Opens sources.
public final class Sources {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};

    private Sources() {}

    /// Opens a folder, a zip or a single file.
    ///
    /// @param name the name that the person gave it, which may differ from the path of an upload
    /// @param scratch an existing folder for archives inside archives; closing the source removes them
    /// @throws ReadRefusal if it is not there, or if it breaks a limit on archives
    public static Source open(Path path, String name, Path scratch) throws IOException {
        if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
            throw new ReadRefusal(Reason.NOT_FOUND, name + " is neither a folder nor a file.");
        }
        return opened(path.toRealPath(), name, scratch);
    }

    /// Opens what the person named, which may be a link itself; inside it none is followed.
    private static Source opened(Path path, String name, Path scratch) throws IOException {
        if (Files.isDirectory(path)) {
            return FolderSource.open(path, name, scratch);
        }
        if (isZip(path)) {
            return ZipSource.open(List.of(path), name, scratch, new Archives());
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
            throw new ReadRefusal(Reason.NOT_A_ZIP, name + " is not a zip file.");
        }
        return new FileSource(path, name);
    }

    static boolean isZip(Path path) throws IOException {
        byte[] start;
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS))) {
            start = bytes.readNBytes(ZIP.length);
        }
        return Arrays.equals(start, ZIP) || Arrays.equals(start, EMPTY_ZIP);
    }
}
