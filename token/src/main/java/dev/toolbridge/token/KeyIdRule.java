package dev.toolbridge.token;

/// The rule for tokens whose header names no key.
enum KeyIdRule {
    /// They are refused.
    NEEDED,
    /// They are taken where exactly one key can have signed them.
    NEEDED_AMONG_SEVERAL,
    /// Every key is tried.
    NOT_NEEDED
}
