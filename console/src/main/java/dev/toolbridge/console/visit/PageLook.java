package dev.toolbridge.console.visit;

import dev.toolbridge.console.text.PageWords;

/// The form in which a person wants to see pages.
public record PageLook(PageWords words, ViewChoices preferences) {}
