package dev.toolbridge.api.item;

import java.util.UUID;

/// The present state of a space's order of commits.
///
/// @param incarnation renewed when the space is restored or imported, so that numbers used twice cannot deceive
/// @param epoch counts its wipes, from 1
/// @param seq the number of its latest change
/// @param tombstoneFloor up to this number, tombstones may be gone
public record Head(UUID incarnation, int epoch, long seq, long tombstoneFloor) {}
