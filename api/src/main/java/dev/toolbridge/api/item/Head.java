package dev.toolbridge.api.item;

import java.util.UUID;

/// The present state of a space's order of commits.
///
/// @param incarnation renewed when the space is restored or imported, so that old cursors are refused
/// @param epoch counts its wipes, from 1
/// @param seq the number of its latest change
/// @param tombstoneFloor tombstones up to this number may be deleted
public record Head(UUID incarnation, int epoch, long seq, long tombstoneFloor) {}
