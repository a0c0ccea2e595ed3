package dev.toolbridge.api.account;

import dev.toolbridge.api.write.Wiped;
import java.time.Instant;

/// The receipt for an account that has ended.
///
/// @param at the time from which on nothing of before opens it
/// @param keys the number of valid API keys that it had
/// @param sessions the number of sessions in browsers
/// @param projects the number of projects that the user was a member of
/// @param wiped the end of the user's space
public record AccountEnd(Instant at, long keys, long sessions, int projects, Wiped wiped) {}
