package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.Signals;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Notifications;
import dev.toolbridge.service.digest.Digest;
import io.helidon.dbclient.DbRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// Word of new changes by PostgreSQL's notifications, and the heads of many spaces in one query.
public final class SignalStore implements Signals {
    private static final String CHANNEL = "toolbridge_changes";
    private static final int NAME_BYTES = 9;

    private static final String REACHED = "SELECT tenant, space, epoch, seq FROM reached(?, ?::uuid[])";

    private final Database database;
    private final Notifications messages;

    /// Tells this process's own messages from others'.
    private final String process = UUID.randomUUID().toString();

    public SignalStore(Database database) {
        this.database = database;
        this.messages = new Notifications(database, CHANNEL);
    }

    @Override
    public void send(Collection<Space> changed) {
        List<String> names = changed.stream().map(this::name).toList();
        Notifications.packed(process, names).forEach(messages::send);
    }

    @Override
    public void listen(Consumer<List<String>> receiver) {
        messages.listen(text -> {
            List<String> words = Arrays.asList(text.split(" ", -1));
            if (!words.getFirst().equals(process)) {
                receiver.accept(words.subList(1, words.size()));
            }
        });
    }

    @Override
    public String name(Space space) {
        byte[] digest = Digest.sha256((space.tenant() + "\n" + space.id()).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, NAME_BYTES));
    }

    @Override
    public List<Reached> reached(Collection<Space> spaces) {
        List<String> tenants = spaces.stream().map(Space::tenant).toList();
        List<String> ids = spaces.stream().map(space -> space.id().toString()).toList();
        return database.single(REACHED, SignalStore::reached, tenants, ids);
    }

    @Override
    public void close() {
        messages.close();
    }

    private static Reached reached(DbRow row) {
        var space =
                new Space(row.column("tenant").getString(), row.column("space").get(UUID.class));
        return new Reached(
                space, row.column("epoch").getInt(), row.column("seq").getLong());
    }
}
