package dev.toolbridge.tests.style;

import java.util.List;

/// The rules that one file can break by itself.
final class Rules {
    static final Rule PLAIN_ENGLISH = new Rule("plain-english", Prose::comments);
    static final List<Rule> ALL = List.of(
            new Rule("method-length", Sizes::methods),
            new Rule("file-length", Sizes::files),
            new Rule("line-length", Sizes::lines),
            new Rule("parameters", Sizes::parameters),
            new Rule("type-name", Names::types),
            new Rule("package-name", Names::packages),
            new Rule("whole-words", Names::shortWords),
            new Rule("limit-last", Names::limitsFirst),
            new Rule("accessor", Names::getters),
            new Rule("type-comment", Comments::publicTypes),
            new Rule("package-comment", Comments::packages),
            new Rule("torn-comment", Comments::torn),
            PLAIN_ENGLISH,
            new Rule("unfinished", Comments::unfinished),
            new Rule("silenced-warning", Comments::silencedWarnings),
            new Rule("sleep", Habits::sleeps),
            new Rule("mock", Habits::mocks),
            new Rule("evasion", Habits::evasions),
            new Rule("unseen-test", Habits::unseenTests),
            new Rule("swallowed-error", Habits::swallowedErrors),
            new Rule("null", Habits::returnedNulls),
            new Rule("locale", Locales::defaults));

    private Rules() {}
}
