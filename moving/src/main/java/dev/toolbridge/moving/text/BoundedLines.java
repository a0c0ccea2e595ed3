package dev.toolbridge.moving.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// The lines of a long text, each within a bound. What is over the bound is passed over.
public final class BoundedLines implements AutoCloseable {
    private final BufferedReader text;
    private final int lengthMax;
    private boolean tooLong;

    public BoundedLines(Reader text, int lengthMax) {
        this.text = new BufferedReader(text);
        this.lengthMax = lengthMax;
    }

    /// The next line without its end, or nothing after the last one.
    public Optional<String> next() throws IOException {
        var line = new StringBuilder();
        tooLong = false;
        int character = text.read();
        if (character < 0) {
            return Optional.empty();
        }
        for (; character >= 0 && character != '\n'; character = text.read()) {
            if (line.length() < lengthMax) {
                line.append((char) character);
            } else {
                tooLong = true;
            }
        }
        int last = line.length() - 1;
        return Optional.of(last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString());
    }

    /// True when the line that came last was cut.
    public boolean tooLong() {
        return tooLong;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
