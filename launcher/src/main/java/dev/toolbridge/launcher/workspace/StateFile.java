package dev.toolbridge.launcher.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.toolbridge.connect.terminal.PrivateFile;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The file that holds the state of a workspace for other processes; the holder of the lock writes it.
public record StateFile(Path path) {

    /// The last written state; empty when the workspace was stopped cleanly.
    public Optional<WorkspaceState> read() {
        return new PrivateFile(path).read().map(this::parse);
    }

    public void write(WorkspaceState state) {
        new PrivateFile(path).write(Json.text(state));
    }

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new LaunchFailure("the file " + path + " cannot be deleted", failed);
        }
    }

    private WorkspaceState parse(String text) {
        try {
            return Json.mapper()
                    .readerFor(WorkspaceState.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(text);
        } catch (JsonProcessingException malformed) {
            throw new LaunchFailure("the file " + path + " is damaged: delete it and try again", malformed);
        }
    }
}
