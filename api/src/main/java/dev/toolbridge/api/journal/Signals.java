package dev.toolbridge.api.journal;

import dev.toolbridge.api.item.Space;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Word of new changes between the processes that serve one database. It may be lost.
public interface Signals extends AutoCloseable {

    /// Tells the other processes that these spaces have new changes.
    void send(Collection<Space> changed);

    /// Receives from other processes until closed.
    ///
    /// @param receiver takes the names of spaces, as [#name] gives them
    void listen(Consumer<List<String>> receiver);

    /// The name of a space in messages: a digest, so that tenants and users are named to nobody.
    String name(Space space);

    /// The places that these spaces have reached, read in one query.
    List<Reached> reached(Collection<Space> spaces);

    @Override
    void close();

    /// The place that a space has reached.
    record Reached(Space space, int epoch, long seq) {}
}
