package dev.toolbridge.service.html;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form with one file behind its fields, as browsers send it: the fields are read when it is opened, the file as it
/// comes.
public final class FileForm {
    private static final int PARTS_MAX = 32;
    private static final int HEADERS_MAX = 16;
    private static final int FIELD_BYTES_MAX = 65_536;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)\\s*multipart/form-data\\s*;.*\\bboundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i);\\s*filename=\"([^\"]*)\"");

    private final FormText fields;
    private final String name;
    private final PartStream parts;

    private FileForm(FormText fields, String name, PartStream parts) {
        this.fields = fields;
        this.name = name;
        this.parts = parts;
    }

    /// The names of a part.
    private record Part(String field, Optional<String> file) {}

    /// The fields before the file.
    public FormText fields() {
        return fields;
    }

    /// The name of the file, as the browser tells it.
    public String name() {
        return name;
    }

    /// The bytes of the file, which are read once.
    public InputStream file() {
        return parts;
    }

    /// Reads the body of a request as far as its file.
    ///
    /// @throws Refusal if it is no such form, or one without a file
    public static FileForm open(Request request) {
        var parts = new PartStream(request.bodyStream(), boundary(request));
        var fields = new FormText();
        try {
            for (int part = 0; part < PARTS_MAX && parts.next(); part++) {
                Part head = head(parts);
                if (head.file().isPresent()) {
                    return new FileForm(fields, head.file().get(), parts);
                }
                fields.add(head.field(), text(parts));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        throw Refusal.of(ErrorCode.INVALID_REQUEST, "the form has no file");
    }

    private static String boundary(Request request) {
        Matcher boundary = BOUNDARY.matcher(request.header("Content-Type").orElse(""));
        if (!boundary.matches()) {
            throw Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be multipart/form-data");
        }
        return boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    }

    private static Part head(PartStream parts) throws IOException {
        String disposition = "";
        String line = parts.line();
        for (int header = 0; !line.isEmpty(); header++) {
            if (header == HEADERS_MAX) {
                throw PartStream.broken();
            }
            disposition = line.regionMatches(true, 0, "Content-Disposition:", 0, "Content-Disposition:".length())
                    ? line
                    : disposition;
            line = parts.line();
        }
        String name = named(NAME, disposition).orElseThrow(PartStream::broken);
        return new Part(name, named(FILE_NAME, disposition));
    }

    /// Browsers write a quotation mark as `%22` (HTML, section 4.10.22.8).
    private static Optional<String> named(Pattern pattern, String disposition) {
        Matcher found = pattern.matcher(disposition);
        return found.find() ? Optional.of(found.group(1).replace("%22", "\"")) : Optional.empty();
    }

    private static String text(PartStream part) throws IOException {
        byte[] text = part.readNBytes(FIELD_BYTES_MAX + 1);
        if (text.length > FIELD_BYTES_MAX) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "a field has more than " + FIELD_BYTES_MAX + " bytes");
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    /// Reads what is left of the body, so that a browser that is still sending hears the answer.
    public void passOver() {
        try {
            parts.passOver();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
