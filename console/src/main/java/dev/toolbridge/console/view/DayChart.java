package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A chart of counts by day, as an image of bars that the server draws.
///
/// @param bars the days in their order
/// @param most the largest count of a day
/// @param total the sum of all days
public record DayChart(List<Bar> bars, long most, long total) {
    public static final int HEIGHT = 120;
    private static final int STEP = 20;
    private static final int GAP = 4;

    public DayChart {
        bars = List.copyOf(bars);
    }

    /// A day.
    ///
    /// @param x the place of the bar from the left
    /// @param height its height
    public record Bar(String day, long count, int x, int height) {

        public int top() {
            return HEIGHT - height;
        }

        public int width() {
            return STEP - GAP;
        }
    }

    /// The chart of groups with a `day` and a `count`; a day with anything has a bar that can be seen.
    public static DayChart of(JsonNode groups) {
        long most = 0;
        long total = 0;
        for (JsonNode group : groups) {
            most = Math.max(most, group.path("count").asLong());
            total += group.path("count").asLong();
        }
        var bars = new ArrayList<Bar>();
        for (JsonNode group : groups) {
            long count = group.path("count").asLong();
            int height = count == 0 ? 0 : (int) Math.max(2, count * HEIGHT / most);
            bars.add(new Bar(group.path("day").asText(), count, bars.size() * STEP, height));
        }
        return new DayChart(bars, most, total);
    }

    public int width() {
        return Math.max(STEP, bars.size() * STEP);
    }

    public int height() {
        return HEIGHT;
    }
}
