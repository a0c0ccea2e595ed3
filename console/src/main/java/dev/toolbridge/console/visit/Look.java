package dev.toolbridge.console.visit;

import dev.toolbridge.console.text.Words;

/// The form in which a person wants to see pages.
public record Look(Words words, Preferences preferences) {}
