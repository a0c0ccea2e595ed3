package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.protocol.ProtocolError;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The way to ask the client in the middle of a request. With sessions, the question is sent at once and the
/// call waits; without, the call ends with the questions, and runs again from its start when the client comes
/// back with the answers. So a call changes nothing before its last question.
public interface Questions {

    /// A client that cannot be asked.
    Questions NONE = new Questions() {
        @Override
        public boolean canAsk(String capability) {
            return false;
        }

        @Override
        public Map<String, ObjectNode> ask(SequencedMap<String, Question> questions) {
            throw ProtocolError.missingCapabilities(Set.of("elicitation"));
        }
    };

    /// Tells if the client has declared that capability, and can be reached.
    boolean canAsk(String capability);

    /// The answers to questions, by the questions' names.
    ///
    /// @throws ProtocolError if the client has not declared the capability for a question
    Map<String, ObjectNode> ask(SequencedMap<String, Question> questions);
}
