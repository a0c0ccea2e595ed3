package dev.toolbridge.mcp.offer;

import java.util.SequencedMap;

/// Ends a call without a session until its client answers questions (2026-07-28, multi-round-trip requests).
public final class InputRequired extends RuntimeException {
    private final transient SequencedMap<String, Question> questions;

    public InputRequired(SequencedMap<String, Question> questions) {
        super("input required", null, false, false);
        this.questions = questions;
    }

    public SequencedMap<String, Question> questions() {
        return questions;
    }
}
