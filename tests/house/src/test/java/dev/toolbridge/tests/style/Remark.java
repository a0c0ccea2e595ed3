package dev.toolbridge.tests.style;

/// A rule's finding about one line.
record Remark(int line, String text) {}
