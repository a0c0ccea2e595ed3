package dev.toolbridge.api.query;

import dev.toolbridge.api.item.place.Cursor;
import java.util.Optional;

/// A query for one page of a list.
///
/// @param limit the largest number of items
/// @param after the place where the last page ended
public record ListQuery(ItemQuestion question, int limit, Optional<Cursor> after) {}
