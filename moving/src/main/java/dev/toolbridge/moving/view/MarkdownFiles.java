package dev.toolbridge.moving.view;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A zip of files of Markdown, written as a stream. One that is not finished has no directory, and no program opens it.
public final class MarkdownFiles implements AutoCloseable {
    /// The files of a zip: as many as a reader takes.
    public static final int FILES_MAX = 200_000;

    private static final int BUFFER_BYTES = 65_536;

    private final ZipOutputStream zip;
    private final FileNames names = new FileNames();
    private int files;
    private boolean isOpen;

    public MarkdownFiles(OutputStream out) {
        this.zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /// Begins the next file.
    public void begin(String folder, String title, UUID uid) throws IOException {
        end();
        if (++files > FILES_MAX) {
            throw new IOException("more than " + FILES_MAX + " files");
        }
        var entry = new ZipEntry(names.of(folder, title, uid));
        entry.setTime(0);
        zip.putNextEntry(entry);
        isOpen = true;
    }

    /// Writes text into the file.
    public void text(String text) throws IOException {
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes the directory.
    public void finish() throws IOException {
        end();
        zip.finish();
        zip.flush();
    }

    private void end() throws IOException {
        if (isOpen) {
            zip.closeEntry();
            isOpen = false;
        }
    }

    /// Frees what it holds. It does not finish what was not.
    @Override
    public void close() {
        isOpen = false;
    }
}
