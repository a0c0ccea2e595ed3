package dev.toolbridge.moving.source;

import java.io.IOException;
import java.util.List;

/// An opened source: members in the order of their paths. It is read as often as a reader needs.
public interface Source extends AutoCloseable {

    /// The name of the folder or file, as the person named it.
    String name();

    /// All files of it, but for those that no reader wants: hidden folders of programs and systems are left out.
    List<SourceMember> members();

    /// The folders and files that are left out since they are links, hidden or unreadable: path and reason.
    List<Skipped> skipped();

    /// True when the source has such a hidden folder at its root, such as `.obsidian`.
    boolean hasFolder(String name);

    /// The bytes that have been read so far, for progress.
    long bytesRead();

    /// The bytes that one reading of all members takes, as far as it is known.
    long bytes();

    @Override
    void close() throws IOException;

    /// True if a member passes a test. Those after it are not looked at.
    default boolean holds(MemberTest test) throws IOException {
        for (SourceMember member : members()) {
            if (test.passes(member)) {
                return true;
            }
        }
        return false;
    }

    /// A question about a member, which may have to read it.
    @FunctionalInterface
    interface MemberTest {
        boolean passes(SourceMember member) throws IOException;
    }

    /// A file that is not a member, with the reason.
    record Skipped(String path, String reason) {}
}
