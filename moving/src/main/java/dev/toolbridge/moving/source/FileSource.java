package dev.toolbridge.moving.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A single file.
final class FileSource implements Source {
    private final String name;
    private final AtomicLong read = new AtomicLong();
    private final SourceMember member;

    FileSource(Path path, String name) throws IOException {
        this.name = name;
        this.member = new FileMember(name, Files.size(path), Optional.empty(), path, read);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SourceMember> members() {
        return List.of(member);
    }

    @Override
    public List<Skipped> skipped() {
        return List.of();
    }

    @Override
    public boolean hasFolder(String folder) {
        return false;
    }

    @Override
    public long bytesRead() {
        return read.get();
    }

    @Override
    public long bytes() {
        return member.size();
    }

    @Override
    public void close() {}
}
