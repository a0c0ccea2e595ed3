package dev.toolbridge.api.store.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The rows of a page, as they come from a [PageQueries] query with the columns `place` and `is_due`. A page
/// ends with a row that is due; the rows that precede a due row are on its page.
///
/// @param <T> the type of a row
public final class PageRows<T> {
    private static final int FEW = 100;

    /// A row that is due, and the row that precedes it.
    private static final int ROWS_OF_PLACE = 2;

    private final PageRoom room;
    private final int limit;
    private final List<String> texts;
    private final Reader<T> reader;
    private final List<T> read = new ArrayList<>();
    private int due;
    private int complete;
    private OptionalLong lastPlace = OptionalLong.empty();
    private long textBytes;
    private End end = End.NOTHING_LEFT;

    /// @param limit the largest number of rows that are due
    /// @param texts the columns whose texts take room
    public PageRows(int limit, List<String> texts, Reader<T> reader) {
        this.room = PageRoom.ofRequest();
        this.limit = limit;
        this.texts = texts;
        this.reader = reader;
    }

    /// The reason why no more rows were taken.
    private enum End {
        NOTHING_LEFT,
        FULL,
        CUT_SHORT
    }

    /// Reads a row.
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Takes rows while they fit.
    ///
    /// @param isOnRow true when the first of them is the current one; a row without a place does not count
    public void take(ResultSet rows, boolean isOnRow) throws SQLException {
        end = End.NOTHING_LEFT;
        for (boolean more = isOnRow || rows.next(); more && end == End.NOTHING_LEFT; more = rows.next()) {
            take(rows);
        }
        read.subList(complete, read.size()).clear();
    }

    /// True if the query must be asked again for the rows after [#lastPlace].
    public boolean areCutShort() {
        return end == End.CUT_SHORT;
    }

    public boolean areMore() {
        return end != End.NOTHING_LEFT;
    }

    public int limitLeft() {
        return limit - due;
    }

    long textBytesLeft() {
        return room.textBytesMax() - textBytes;
    }

    /// True if so few rows are requested that each can have its part of the room, and no page was cut short.
    public boolean areAskedQuickly() {
        return limit <= FEW && !areCutShort();
    }

    /// The bytes that the query may give: for each row's text in the quick form, else for all texts.
    public long textBytesAsked() {
        return areAskedQuickly() ? textBytesLeft() / (ROWS_OF_PLACE * (limitLeft() + 1L)) : textBytesLeft();
    }

    /// The last row that was taken.
    public Optional<T> last() {
        return read.isEmpty() ? Optional.empty() : Optional.of(read.getLast());
    }

    /// The place of the last row that was taken.
    public OptionalLong lastPlace() {
        return lastPlace;
    }

    /// All rows, after the last was read.
    public List<T> all() {
        room.settle(textBytes);
        return read;
    }

    private void take(ResultSet row) throws SQLException {
        if (row.getObject("place") == null) {
            return;
        }
        if (due == limit) {
            end = End.FULL;
            return;
        }
        if (row.getBytes(texts.getFirst()) == null) {
            end = row.getBoolean("is_near") ? End.FULL : End.CUT_SHORT;
            return;
        }
        long bytes = bytes(row);
        if (complete > 0 && bytes > textBytesLeft()) {
            end = End.FULL;
            return;
        }
        textBytes += bytes;
        read.add(reader.read(row));
        if (row.getBoolean("is_due")) {
            due++;
            complete = read.size();
            lastPlace = OptionalLong.of(row.getLong("place"));
        }
    }

    private long bytes(ResultSet row) throws SQLException {
        long bytes = 0;
        for (String text : texts) {
            byte[] value = row.getBytes(text);
            bytes += value == null ? 0 : value.length;
        }
        return bytes;
    }
}
