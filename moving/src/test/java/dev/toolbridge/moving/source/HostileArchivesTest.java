package dev.toolbridge.moving.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.moving.source.ReadRefusal.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives that break a limit are refused with the reason, and leave nothing behind.
class HostileArchivesTest {
    private static final int MIB = 1 << 20;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int END_LENGTH = 22;
    private static final int END_64_SIGNATURE = 0x06064b50;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../a.md", "a/../../b.md", "/etc/passwd", "C:\\a.md", "..\\a.md", "a/.."})
    void refusesNamesThatLeaveTheFolder(String name) throws IOException {
        refused(Reason.NAME_LEAVES_FOLDER, open(zip(List.of("fine.md", name), 1)));
        assertThat(folder.getParent().resolve("a.md")).doesNotExist();
    }

    @Test
    void refusesAFileThatUnpacksTooFar() throws IOException {
        byte[] bytes = zip(List.of("zeros.md"), 11 * MIB);
        try (var source = opened(bytes)) {
            refused(Reason.RATIO, () -> drain(source));
        }
        try (var source = opened(zip(List.of("zeros.md"), 10 * MIB))) {
            drain(source);
            assertThat(source.bytesRead()).isEqualTo(10 * MIB);
        }
    }

    @Test
    void countsUnpackedBytesOverAllMembers() throws IOException {
        byte[] inner = zip(List.of("a.md", "b.md"), 50);
        long whole = inner.length + 100L;
        List<Path> outer = List.of(Files.write(folder.resolve("outer.zip"), holding("inner.zip", inner)));
        try (var source = ZipSource.open(outer, "outer.zip", folder, new Archives(whole))) {
            drain(source);
            drain(source);
        }
        try (var source = ZipSource.open(outer, "outer.zip", folder, new Archives(whole - 1))) {
            refused(Reason.TOO_MANY_BYTES, () -> drain(source));
        }
    }

    @Test
    void refusesTooManyMembers() throws IOException {
        var archives = new Archives();
        archives.addMembers(Archives.MEMBERS_MAX, "a");
        refused(Reason.TOO_MANY_MEMBERS, () -> archives.addMembers(1, "b"));
        byte[] claims = zip(List.of("a.md"), 1);
        ByteBuffer.wrap(claims).order(ByteOrder.LITTLE_ENDIAN).putInt(claims.length - 10, Integer.MAX_VALUE);
        refused(Reason.TOO_MANY_MEMBERS, open(claims));
    }

    /// The JDK reads a directory by its length, and some of its ends in another order.
    @Test
    void refusesADirectoryThatTwoReadersSeeDifferently() throws IOException {
        byte[] few = zip(List.of("a.md", "b.md", "c.md"), 1);
        int end = few.length - END_LENGTH;
        refused(Reason.NOT_A_ZIP, open(changed(few, bytes -> bytes.putShort(end + 10, (short) 1))));
        refused(Reason.NOT_A_ZIP, open(Arrays.copyOf(few, few.length + 1)));
        byte[] hidden = Arrays.copyOf(few, few.length + END_LENGTH + 1);
        System.arraycopy(few, end, hidden, few.length, END_LENGTH);
        refused(Reason.NOT_A_ZIP, open(changed(hidden, bytes -> bytes.putShort(end + 20, (short) (END_LENGTH + 1)))));
        byte[] large = Arrays.copyOf(few, few.length + 76);
        System.arraycopy(few, end, large, end + 76, END_LENGTH);
        refused(Reason.NOT_A_ZIP, open(changed(large, bytes -> bytes.putInt(end, END_64_SIGNATURE)
                .putLong(end + 32, 1)
                .putLong(end + 40, 1)
                .putInt(end + 56, LOCATOR_SIGNATURE)
                .putLong(end + 64, end))));
    }

    @Test
    void refusesListsOfFilesThatAreTooLarge() {
        var archives = new Archives();
        long max = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);
        archives.addDirectory(max - 1, "a.zip");
        archives.addDirectory(1, "b.zip");
        refused(Reason.TOO_MANY_MEMBERS, () -> archives.addDirectory(1, "c.zip"));
    }

    @Test
    void opensAZipWithAComment() throws IOException {
        byte[] few = zip(List.of("a.md"), 1);
        byte[] told = Arrays.copyOf(few, few.length + 5);
        try (var source = opened(changed(told, bytes -> bytes.putShort(few.length - 2, (short) 5)))) {
            assertThat(source.members()).hasSize(1);
        }
    }

    private static byte[] changed(byte[] bytes, Consumer<ByteBuffer> change) {
        byte[] copy = bytes.clone();
        change.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
        return copy;
    }

    @Test
    void refusesAPassword() throws IOException {
        byte[] bytes = zip(List.of("a.md"), 1);
        int central = central(bytes);
        bytes[central + 8] |= 1;
        refused(Reason.PASSWORD, open(bytes));
    }

    @Test
    void doesNotFollowLinks() throws IOException {
        byte[] bytes = zip(List.of("a.md", "b.md"), 1);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(central(bytes) + 38, 0xA1FF << 16);
        try (var source = opened(bytes)) {
            assertThat(source.members()).extracting(SourceMember::path).containsExactly("b.md");
            assertThat(source.skipped()).extracting(Source.Skipped::path).containsExactly("a.md");
        }
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(root.resolve("a.md"), "a");
        Files.createSymbolicLink(root.resolve("link.md"), folder.resolve("secret.md"));
        Files.createSymbolicLink(root.resolve("loop"), root);
        try (var source = Sources.open(root, "root", folder)) {
            assertThat(source.members()).extracting(SourceMember::path).containsExactly("a.md");
            assertThat(source.skipped()).hasSize(2);
        }
        Path named = Files.createSymbolicLink(folder.resolve("named"), root);
        try (var source = Sources.open(named, "named", folder)) {
            assertThat(source.members()).extracting(SourceMember::path).containsExactly("a.md");
        }
    }

    @Test
    void refusesWhatIsNoWholeZip() throws IOException {
        byte[] whole = zip(List.of("a.md"), 1);
        refused(Reason.NOT_A_ZIP, open("PK\3\4 and no more".getBytes(StandardCharsets.UTF_8)));
        refused(Reason.NOT_A_ZIP, open("words".getBytes(StandardCharsets.UTF_8)));
        refused(Reason.NOT_FOUND, () -> Sources.open(folder.resolve("none"), "none", folder));
        for (int length = 5; length < whole.length; length += 7) {
            refused(Reason.NOT_A_ZIP, open(Arrays.copyOf(whole, length)));
        }
    }

    @Test
    void opensZipsInAZipButNoDeeper() throws IOException {
        byte[] inner = zip(List.of("a.md"), 1);
        byte[] outer = holding("inner.zip", inner);
        try (var source = opened(outer)) {
            assertThat(source.members()).extracting(SourceMember::path).containsExactly("a.md");
        }
        refused(Reason.NESTED_TOO_DEEP, open(holding("outer.zip", outer)));
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("inner"));
        }
    }

    private ThrowingCallable open(byte[] bytes) {
        return () -> opened(bytes).close();
    }

    private Source opened(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("export.zip"), bytes);
        return Sources.open(file, "export.zip", folder);
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ReadRefusal.class, refusal -> assertThat(refusal.reason())
                .isEqualTo(reason));
    }

    private static void drain(Source source) throws IOException {
        for (SourceMember member : source.members()) {
            try (var bytes = member.open()) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private static int central(byte[] zip) {
        var bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.getInt(at) != CENTRAL_SIGNATURE) {
            at++;
        }
        return at;
    }

    private static byte[] zip(List<String> names, int size) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[size]);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] holding(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
