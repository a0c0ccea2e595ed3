package dev.toolbridge.connect.cache;

import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/// The native library of SQLite. It is unpacked once for each version: to do so at every start takes half its time.
final class NativeLibrary {
    private static final String RESOURCES = "/org/sqlite/native/";
    private static final String PATH = "org.sqlite.lib.path";

    private NativeLibrary() {}

    /// Has the driver load the library from a folder of the user.
    static void prepare(Path home) {
        if (System.getProperty(PATH) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        Path folder = home.resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
        try {
            if (!Files.exists(folder.resolve(name))) {
                unpack(
                        RESOURCES + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name,
                        Files.createDirectories(folder));
            }
            System.setProperty(PATH, folder.toString());
        } catch (IOException failed) {
            throw new CommandFailure("the folder " + folder + " cannot be written", failed);
        }
    }

    private static void unpack(String resource, Path folder) throws IOException {
        Path aside = Files.createTempFile(folder, "library", ".new");
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new CommandFailure("the cache does not run on this system: there is no " + resource);
            }
            Files.copy(library, aside, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(
                aside,
                folder.resolve(LibraryLoaderUtil.getNativeLibName()),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
