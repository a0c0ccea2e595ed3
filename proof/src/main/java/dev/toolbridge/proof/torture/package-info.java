/// Attacks on running servers that search for faults of sync: loss, repetition, revival, divergence. Each has
/// a short form for every build and a long one for `toolbridge torture`.
package dev.toolbridge.proof.torture;
