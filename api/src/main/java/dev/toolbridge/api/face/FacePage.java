package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;

/// The pages of lists, which are counted.
final class FacePage {
    static final int NUMBER_MAX = 1_000_000;
    static final Parameter PAGE = Parameter.query(
            "page", "The number of the page.", Schema.whole(1, NUMBER_MAX).put("default", 1));

    private static final int DIGITS_MAX = 7;

    private FacePage() {}

    /// The number of the page that a request asks for.
    static int asked(Request request) {
        String text = request.queryValue(PAGE.name()).orElse("1");
        boolean isNumber = text.matches("\\d{1," + DIGITS_MAX + "}");
        int page = isNumber ? Integer.parseInt(text) : 0;
        if (page < 1 || page > NUMBER_MAX) {
            throw invalid(PAGE.name(), "a whole number from 1 to " + NUMBER_MAX);
        }
        return page;
    }

    static ObjectNode meta(int page, long total) {
        return Json.object()
                .put("page", page)
                .put("per_page", FaceItems.PAGE_MAX)
                .put("total", total)
                .put("total_pages", (total + FaceItems.PAGE_MAX - 1) / FaceItems.PAGE_MAX);
    }

    static Refusal invalid(String parameter, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "invalid query parameter " + parameter)
                .fact("field", parameter)
                .fact("expected", expected);
    }
}
