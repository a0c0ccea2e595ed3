package dev.toolbridge.api.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.proposal.Proposal;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.json.Json;
import java.util.Map;

/// The decisions in a form: `d.h1` is one, `t.h1` the text that a revision puts in place of the proposed one.
final class FormMarks {
    private static final String REVISED = "revised";

    private FormMarks() {}

    /// The decisions of a person. A mark of the proposal that the form does not repeat does not count.
    static ObjectNode of(FormText form, Proposal proposal) {
        Map<String, String> texts = form.beginning("t.");
        var marks = Json.object();
        proposal.marks().byHunk().keySet().forEach(marks::putNull);
        form.beginning("d.").forEach((hunk, decision) -> {
            if (decision.equals(REVISED)) {
                marks.putObject(hunk).put(REVISED, lines(texts.getOrDefault(hunk, "")));
            } else {
                marks.put(hunk, decision);
            }
        });
        return marks;
    }

    /// Browsers end the lines of a form's text with two characters.
    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }
}
