package dev.toolbridge.service.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.RequestContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms with a file are read as they come, whatever the pieces, and whatever the file looks like.
class FileFormTest {
    private static final String TYPE = "multipart/form-data; boundary=xyz";
    private static final String FIELD = "--xyz\r\nContent-Disposition: form-data; name=\"tasks\"\r\n\r\non ñ\r\n";
    private static final String FILE = String.join(
            "\r\n",
            "--xyz",
            "content-disposition: form-data; name=\"file\"; filename=\"a%22ñ.zip\"",
            "Content-Type: application/zip",
            "",
            "");
    private static final String END = "\r\n--xyz--\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 65_536})
    void givesFieldsNameAndBytesInPiecesOfAnySize(int piece) throws IOException {
        String file = "\r\n--xy\r\r\n--\r\n\r\n--xyz".repeat(3_000).replace("--xyz", "--xyy") + "\r\n--xy";

        FileForm form = FileForm.open(request(TYPE, body("preamble\r\n" + FIELD + FILE + file + END), piece));

        assertThat(form.fields().find("tasks")).hasValue("on ñ");
        assertThat(form.name()).isEqualTo("a\"ñ.zip");
        assertThat(new String(form.file().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(file);
        form.passOver();
    }

    @Test
    void givesEveryByteOfRandomFiles() throws IOException {
        var random = new Random(5);
        for (int round = 0; round < 200; round++) {
            byte[] file = new byte[random.nextInt(5_000)];
            for (int index = 0; index < file.length; index++) {
                file[index] = (byte) "\r\n-xyz".charAt(random.nextInt(6));
            }
            String text = new String(file, StandardCharsets.ISO_8859_1).replace("--xyz", "--xyx");
            var request = request(TYPE, body(FILE + text + END), 1 + random.nextInt(300));

            assertThat(new String(FileForm.open(request).file().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(text);
        }
    }

    @Test
    void takesTheBoundaryInQuotationMarks() throws IOException {
        var request = request("Multipart/Form-Data; charset=utf-8; boundary=\"xyz\"", body(FILE + "a" + END), 9);
        assertThat(FileForm.open(request).file().readAllBytes()).containsExactly('a');
    }

    @Test
    void refusesWhatIsNoSuchForm() {
        String plain = "application/x-www-form-urlencoded";
        refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, () -> FileForm.open(request(plain, body("a=b"), 9)));
        refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, () -> FileForm.open(request("multipart/form-data", body(""), 9)));
        for (String broken : List.of("", "a=b", "--xy", "--xyz", FIELD, "--xyz\r\n\r\nno name" + END, "--xyzz" + END)) {
            refused(ErrorCode.INVALID_REQUEST, () -> FileForm.open(request(TYPE, body(broken), 9)));
        }
        refused(ErrorCode.INVALID_REQUEST, () -> FileForm.open(request(TYPE, body(FIELD + "--xyz--"), 9)));
        String headers = "--xyz\r\n" + "A: b\r\n".repeat(100) + "\r\n";
        refused(ErrorCode.INVALID_REQUEST, () -> FileForm.open(request(TYPE, body(headers + END), 9)));
        String line = "--xyz\r\nA: " + "b".repeat(9_000) + "\r\n\r\n";
        refused(ErrorCode.INVALID_REQUEST, () -> FileForm.open(request(TYPE, body(line + END), 9)));
        String many = FIELD.repeat(40);
        refused(ErrorCode.INVALID_REQUEST, () -> FileForm.open(request(TYPE, body(many + FILE + END), 9)));
        String large = FIELD.replace("on ñ", "o".repeat(65_537));
        refused(ErrorCode.TOO_LARGE, () -> FileForm.open(request(TYPE, body(large + FILE + END), 9)));
    }

    @Test
    void refusesAFileThatIsCutOff() {
        for (String end : List.of("", "\r\n--xy", "\r\n--")) {
            refused(ErrorCode.INVALID_REQUEST, () -> FileForm.open(request(TYPE, body(FILE + "bytes" + end), 9))
                    .file()
                    .readAllBytes());
        }
    }

    private static void refused(ErrorCode code, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Request request(String type, byte[] body, int piece) {
        return new Request(
                "POST",
                "/",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                name -> Stream.of(type).filter(_ -> name.equals("Content-Type")).toList(),
                new Pieces(body, piece),
                "127.0.0.1",
                "1");
    }

    /// A body that comes in pieces of that size at most.
    private record Pieces(byte[] body, int size) implements RequestContent {

        @Override
        public byte[] get() {
            throw new AssertionError("the body is not to be held");
        }

        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(body) {
                @Override
                public synchronized int read(byte[] part, int offset, int length) {
                    return super.read(part, offset, Math.min(length, size));
                }
            };
        }
    }
}
