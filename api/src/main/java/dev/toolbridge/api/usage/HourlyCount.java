package dev.toolbridge.api.usage;

import java.util.HashSet;
import java.util.Set;

/// The number of different senders in the present hour (UTC), and in the one before it.
final class HourlyCount {
    /// More are not told apart.
    private static final int DIFFERENT_MAX = 10_000;

    private final Set<String> present = new HashSet<>();
    private long hour;
    private int before;

    synchronized void see(String sender, long nowHour) {
        roll(nowHour);
        if (present.size() < DIFFERENT_MAX) {
            present.add(sender);
        }
    }

    synchronized int present(long nowHour) {
        roll(nowHour);
        return present.size();
    }

    synchronized int before(long nowHour) {
        roll(nowHour);
        return before;
    }

    private void roll(long nowHour) {
        if (nowHour > hour) {
            before = nowHour == hour + 1 ? present.size() : 0;
            present.clear();
            hour = nowHour;
        }
    }
}
