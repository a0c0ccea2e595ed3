package dev.toolbridge.tests.style;

/// What a rule has to say about one line.
record Remark(int line, String text) {}
