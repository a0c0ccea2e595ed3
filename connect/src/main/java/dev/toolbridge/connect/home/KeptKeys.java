package dev.toolbridge.connect.home;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The keys of a user, in one file that nobody else may read.
public record KeptKeys(HomeFolder home) {
    private static final String LIST = "logins";

    /// The keys for a server.
    public List<KeptKey> at(URI server) {
        return all().stream()
                .filter(credential -> credential.server().equals(server))
                .toList();
    }

    private List<KeptKey> all() {
        String text = home.credentials().read().orElse("{}");
        try {
            return Json.stored(text)
                    .path(LIST)
                    .valueStream()
                    .map(KeptKey::parse)
                    .toList();
        } catch (IllegalStateException | IllegalArgumentException damaged) {
            throw new CommandFailure(
                    "the file " + home.path().resolve("credentials") + " is damaged: move it away, then run: fbc login",
                    damaged);
        }
    }

    /// Keeps a key in the place of an older one of the same project.
    public void keep(KeptKey credential) {
        change(known -> Stream.concat(
                        known.stream().filter(other -> !other.isOfSameProject(credential)), Stream.of(credential))
                .toList());
    }

    public void forget(KeptKey credential) {
        change(known -> known.stream()
                .filter(other -> !other.isOfSameProject(credential))
                .toList());
    }

    private void change(UnaryOperator<List<KeptKey>> change) {
        Path lock = home.existing().resolve("credentials.lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            ObjectNode file = Json.object();
            var list = file.putArray(LIST);
            change.apply(all()).forEach(credential -> list.add(credential.json()));
            home.credentials().write(Json.text(file));
        } catch (IOException failed) {
            throw new CommandFailure("the file " + lock + " cannot be written", failed);
        }
    }
}
