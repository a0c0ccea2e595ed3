package dev.toolbridge.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Short messages between the processes that use one database (`LISTEN` and `NOTIFY`). They are hints: some are
/// lost when a connection breaks, and none arrive behind a pooler that shares sessions.
public final class Notifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    /// PostgreSQL takes a little less than 8,000 bytes.
    public static final int LENGTH_MAX = 7_900;

    private static final String SEND = "SELECT pg_notify(?, ?)";
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Database database;
    private final String channel;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<Connection> listening = Optional.empty();

    /// @param channel a name that needs no quotes
    public Notifications(Database database, String channel) {
        this.database = database;
        this.channel = channel;
    }

    /// Sends a message, outside of every transaction of a write: a commit with a message waits for all others.
    public void send(String text) {
        database.single(SEND, _ -> true, channel, text);
    }

    /// Listens until closed.
    ///
    /// @param receiver takes the messages of all processes, this one included
    public void listen(Consumer<String> receiver) {
        Thread.ofVirtual().name("messages").start(() -> listenUntilClosed(receiver));
    }

    @Override
    public void close() {
        closed.countDown();
        listening.ifPresent(Notifications::end);
    }

    private void listenUntilClosed(Consumer<String> receiver) {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = listenOnce(receiver) && !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Listens until the connection breaks; false when there can be none.
    private boolean listenOnce(Consumer<String> receiver) {
        try {
            listening = database.ownSession();
            if (listening.isEmpty()) {
                LOG.info("the sessions are shared: no messages from other processes");
                return false;
            }
            receive(listening.get(), receiver);
        } catch (SQLException | DatabaseUnavailable broken) {
            if (closed.getCount() > 0) {
                LOG.atInfo().addKeyValue("reason", broken.getMessage()).log("no messages from other processes for now");
            }
        } finally {
            listening.ifPresent(Notifications::end);
        }
        return true;
    }

    private void receive(Connection connection, Consumer<String> receiver) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
        }
        var notified = connection.unwrap(PGConnection.class);
        while (closed.getCount() > 0) {
            PGNotification[] messages = notified.getNotifications((int) WAIT.toMillis());
            for (PGNotification message : messages == null ? new PGNotification[0] : messages) {
                receiver.accept(message.getParameter());
            }
            if (messages == null || messages.length == 0) {
                requireAlive(connection);
            }
        }
    }

    /// A connection that broke without a word shows it only when something is asked.
    private static void requireAlive(Connection connection) throws SQLException {
        if (!connection.isValid((int) WAIT.toSeconds())) {
            throw new SQLException("the connection is broken");
        }
    }

    private static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            LOG.debug("closed a broken connection", broken);
        }
    }

    /// The parts of a longer list that fit into messages.
    public static List<String> packed(String head, List<String> words) {
        var messages = new java.util.ArrayList<String>();
        var text = new StringBuilder(head);
        for (String word : words) {
            if (text.length() + 1 + word.length() > LENGTH_MAX) {
                messages.add(text.toString());
                text = new StringBuilder(head);
            }
            text.append(' ').append(word);
        }
        messages.add(text.toString());
        return messages;
    }
}
