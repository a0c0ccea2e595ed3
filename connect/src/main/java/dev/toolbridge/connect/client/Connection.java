package dev.toolbridge.connect.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.client.ServerEntry.TokenPlace;
import dev.toolbridge.connect.edit.UnreadableText;
import java.util.List;
import java.util.Optional;

/// A server in the settings of a client: entered, or taken out.
///
/// @param name the server's name there
public record Connection(Client client, SettingsFile file, String name, Connections connections) {

    /// A change that is decided and not written yet.
    ///
    /// @param before the text of the file; empty if it does not exist
    /// @param after the new text; empty if the file is to be deleted
    /// @param kept the fields of the person that stay in the place of the server
    public record Change(Optional<String> before, Optional<String> after, List<String> kept) {
        public Change {
            kept = List.copyOf(kept);
        }

        public boolean changesNothing() {
            return before.equals(after);
        }
    }

    /// Decides the text with the server in it.
    ///
    /// @throws UnreadableText if the file cannot be changed without guessing
    public Change entered(ServerEntry server) {
        Optional<String> before = file.read();
        String base = original(before).orElse("");
        return writable(new Change(before, Optional.of(settings(base).with(server)), List.of()));
    }

    /// Writes a decided text with the server in it.
    public void write(Change change, ServerEntry server) {
        if (change.changesNothing()) {
            return;
        }
        String after = change.after().orElseThrow();
        Optional<String> first = original(change.before());
        var receipt = Receipt.of(
                first, after, client.form().settings(server), client.form().input(server));
        file.write(change.before(), after, server.place() == TokenPlace.FILE);
        connections.keep(file.path(), name, receipt);
    }

    /// The text before the first of several connections.
    private Optional<String> original(Optional<String> before) {
        Optional<Receipt> earlier = connections.find(file.path(), name);
        if (earlier.isEmpty() || before.isEmpty()) {
            return before;
        }
        Optional<String> undone = earlier.get().undone(before.get());
        return undone.isPresent() && earlier.get().wasMade() && undone.get().isEmpty()
                ? Optional.empty()
                : undone.or(() -> before);
    }

    /// Decides the text without the server: what `connect` put in goes, what the person changed there stays.
    ///
    /// @throws UnreadableText if the file cannot be changed without guessing
    public Change takenOut() {
        Optional<String> before = file.read();
        Optional<Receipt> receipt = connections.find(file.path(), name);
        if (before.isEmpty()) {
            return new Change(before, before, List.of());
        }
        Optional<String> exactly =
                receipt.flatMap(found -> found.undone(before.get())).filter(this::isWithout);
        if (exactly.isPresent()) {
            boolean wasMade = receipt.get().wasMade() && exactly.get().isBlank();
            return writable(new Change(before, wasMade ? Optional.empty() : exactly, List.of()));
        }
        ClientSettings settings = settings(before.get());
        Optional<JsonNode> entered = receipt.map(Receipt::entry);
        List<String> kept = settings.changedFields(name, entered);
        String after = settings.without(name, entered, receipt.flatMap(Receipt::input));
        return writable(new Change(before, Optional.of(after), kept));
    }

    private Change writable(Change change) {
        if (!change.changesNothing()) {
            file.requireWritable();
        }
        return change;
    }

    private boolean isWithout(String text) {
        try {
            return text.isBlank() || !settings(text).has(name);
        } catch (UnreadableText _) {
            return false;
        }
    }

    /// Writes a decided text without the server.
    public void write(Change change) {
        if (!change.changesNothing()) {
            change.after().ifPresentOrElse(text -> file.write(change.before(), text, false), file::delete);
        }
        if (change.kept().isEmpty()) {
            connections.forget(file.path(), name);
        }
    }

    /// Tells if the settings name the server.
    public boolean isThere() {
        return file.read()
                .filter(text -> !text.isBlank() && settings(text).has(name))
                .isPresent();
    }

    /// The settings of this server alone, for a person who enters them by hand.
    public String snippet(ServerEntry server) {
        return settings("").with(server);
    }

    private ClientSettings settings(String text) {
        return client.form().isToml() ? new TomlSettings(client.form(), text) : new JsonSettings(client.form(), text);
    }
}
