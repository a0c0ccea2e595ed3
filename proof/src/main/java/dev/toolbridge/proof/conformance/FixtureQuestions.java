package dev.toolbridge.proof.conformance;

import dev.toolbridge.mcp.offer.Question;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The questions that the suite expects to be asked.
final class FixtureQuestions {
    private static final String DEFAULTS = """
            {"type":"object","required":[],"properties":{
            "name":{"type":"string","description":"User name","default":"John Doe"},
            "age":{"type":"integer","description":"User age","default":30},
            "score":{"type":"number","description":"User score","default":95.5},
            "status":{"type":"string","enum":["active","inactive","pending"],"default":"active"},
            "verified":{"type":"boolean","description":"Verification status","default":true}}}""";
    private static final String ENUMS = """
            {"type":"object","required":[],"properties":{
            "untitledSingle":{"type":"string","enum":["option1","option2","option3"]},
            "titledSingle":{"type":"string","oneOf":[{"const":"value1","title":"First Option"},
            {"const":"value2","title":"Second Option"},{"const":"value3","title":"Third Option"}]},
            "legacyEnum":{"type":"string","enum":["opt1","opt2","opt3"],
            "enumNames":["Option One","Option Two","Option Three"]},
            "untitledMulti":{"type":"array","items":{"type":"string","enum":["option1","option2","option3"]}},
            "titledMulti":{"type":"array","items":{"anyOf":[{"const":"value1","title":"First Choice"},
            {"const":"value2","title":"Second Choice"},{"const":"value3","title":"Third Choice"}]}}}}""";

    private FixtureQuestions() {}

    static SequencedMap<String, Question> one(String name, Question question) {
        var questions = new LinkedHashMap<String, Question>();
        questions.put(name, question);
        return questions;
    }

    /// Asks for one text.
    static Question form(String message, String field, String kind) {
        return Question.form(
                message,
                Fixtures.object("{\"type\":\"object\",\"properties\":{\"%s\":{\"type\":\"%s\"}},\"required\":[\"%s\"]}"
                        .formatted(field, kind, field)));
    }

    static Question sampling(String text) {
        return Question.sampling(Fixtures.object("""
                {"messages":[{"role":"user","content":{"type":"text","text":"%s"}}],
                "maxTokens":100}""".formatted(text)));
    }

    static Question defaults() {
        return Question.form("Please review the form", Fixtures.object(DEFAULTS));
    }

    static Question choices() {
        return Question.form("Please choose", Fixtures.object(ENUMS));
    }

    /// One of each kind.
    static SequencedMap<String, Question> everything() {
        SequencedMap<String, Question> questions = one("user_name", form("What is your name?", "name", "string"));
        questions.put("greeting", sampling("Generate a greeting"));
        questions.put("client_roots", Question.roots());
        return questions;
    }
}
