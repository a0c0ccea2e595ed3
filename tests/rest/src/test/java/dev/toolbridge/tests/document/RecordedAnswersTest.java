package dev.toolbridge.tests.document;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The answers in the document of the API are those of the server.
class RecordedAnswersTest {

    @ParameterizedTest
    @MethodSource("answers")
    void theDocumentShowsWhatTheServerAnswers(Block answer) {
        answer.verify();
    }

    static Stream<Block> answers() {
        Map<String, String> recorded = new RecordedAnswers().play();
        return RecordedAnswers.names()
                .map(name -> new Block("docs/api.md", name, () -> recorded.get(name), RecordedAnswers::comparable));
    }
}
