/// Attacks on running servers that look for what sync must not do: lose, repeat, revive, diverge. Each has a short
/// form for every build and a long one for `toolbridge torture`.
package dev.toolbridge.tests.torture;
