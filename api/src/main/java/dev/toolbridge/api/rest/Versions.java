package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Payload;
import dev.toolbridge.api.item.decision.Payloads;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.EarlierFields;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.journal.Past;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.ParameterValues;

/// The versions that requests about one type name.
record Versions(EntityType type, Journal journal) {
    static final String VERSION = "version";

    private static final String NUMBER = "\\d{1,18}";
    private static final String EXPECTED = "a whole number";

    /// The number in the path.
    static long inPath(Request request) {
        return number(VERSION, request.parameter(VERSION));
    }

    static long number(String field, String text) {
        if (!text.matches(NUMBER)) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, field + " must be " + EXPECTED)
                    .fact("field", field)
                    .fact("expected", EXPECTED);
        }
        return Long.parseLong(text);
    }

    Key key(Request request) {
        return new Key(type, ParameterValues.uid(request));
    }

    Past find(Caller caller, Key key, long version) {
        return journal.version(caller.space(), key, version);
    }

    /// The change that made a version.
    ///
    /// @throws Refusal `history_gone` if it is kept no longer, `not_found` if there never was one
    Change require(Caller caller, Key key, long version) {
        return switch (find(caller, key, version)) {
            case Past.Kept kept -> kept.change();
            case Past.Gone _ -> throw gone(version);
            case Past.Missing _ -> throw missing(version);
        };
    }

    Refusal gone(long version) {
        return EarlierFields.gone(type, version);
    }

    Refusal missing(long version) {
        return EarlierFields.missing(type, version);
    }

    /// The fields that clients wrote.
    ObjectNode content(Change change) {
        return Payloads.content(type, new Payload(change.payload()).fields());
    }
}
