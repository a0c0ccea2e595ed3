package dev.toolbridge.api.face;

/// A question for a page of memories, in the order of their numbers.
///
/// @param type the type of memory; any if empty
/// @param tag the tag that they have; any if empty
/// @param words the text that they contain in any case; any if empty
/// @param sinceMs the time since which they have changed
/// @param page counts the pages, from 1
public record MemoryPart(String type, String tag, String words, long sinceMs, int page) {}
