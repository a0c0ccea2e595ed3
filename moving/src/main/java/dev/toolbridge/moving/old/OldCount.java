package dev.toolbridge.moving.old;

/// The contents of one table, of one owner or of all.
///
/// @param rows the items, deleted ones included
/// @param orphans the live items whose required parent is missing or deleted
/// @param ahead the items whose time is in the future
/// @param tooLarge the items whose payload exceeds the limit on an item
public record OldCount(long rows, long deleted, long orphans, long ahead, long tooLarge) {}
