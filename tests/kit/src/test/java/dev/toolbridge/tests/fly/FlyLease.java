package dev.toolbridge.tests.fly;

import java.time.Instant;

/// A lease of a machine.
record FlyLease(String nonce, Instant end) {}
