package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import java.sql.Connection;
import java.sql.SQLException;

/// Brings the words of items up to date, a part at a time.
public interface TextBringing {

    /// The languages of the words, as the index names them.
    String languages();

    /// Indexes a part of what is missing in a space.
    ///
    /// @return true if there is more
    boolean bringIn(Space space);

    /// Indexes a part of what is missing in the course of a transaction that has selected its space and holds its head:
    /// the changes of the transaction too.
    ///
    /// @return true if there may be more
    boolean bringInto(Connection connection, Space space) throws SQLException;
}
