package dev.toolbridge.api.stream.socket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The subscriptions of one socket by their names.
final class SocketFeeds implements AutoCloseable {
    static final int FEEDS_MAX = 16;

    /// Guarded by this, as the other.
    private final Map<String, SocketFeed> feeds = new LinkedHashMap<>();

    private boolean isClosed;

    synchronized boolean has(String id) {
        return feeds.containsKey(id);
    }

    synchronized int count() {
        return feeds.size();
    }

    /// Adds a feed; one that comes after the end is closed at once.
    synchronized void add(String id, SocketFeed feed) {
        if (isClosed) {
            feed.close();
        } else {
            feeds.put(id, feed);
        }
    }

    /// Ends a feed soon, and tells if there is one of that name.
    synchronized boolean cancel(String id) {
        SocketFeed feed = feeds.get(id);
        if (feed != null) {
            feed.cancel();
        }
        return feed != null;
    }

    /// Writes what comes next in each feed, and tells if there may be more.
    boolean step(Consumer<ServerFrame> out) {
        boolean isBusy = false;
        for (var feed : all()) {
            switch (feed.getValue().step(out)) {
                case SocketFeed.State.Busy _ -> isBusy = true;
                case SocketFeed.State.Idle _ -> {}
                case SocketFeed.State.Over(ServerFrame lastFrame) -> {
                    remove(feed.getKey());
                    out.accept(lastFrame);
                }
            }
        }
        return isBusy;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        feeds.values().forEach(SocketFeed::close);
        feeds.clear();
    }

    private synchronized List<Map.Entry<String, SocketFeed>> all() {
        return feeds.entrySet().stream().map(Map.Entry::copyOf).toList();
    }

    private synchronized void remove(String id) {
        feeds.remove(id).close();
    }
}
