package dev.toolbridge.mcp.tool.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Effect;
import dev.toolbridge.mcp.tool.Kind;
import dev.toolbridge.mcp.tool.Parameter;
import dev.toolbridge.mcp.tool.Schemas;
import dev.toolbridge.mcp.tool.ToolDefinition;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.ToolPage;
import dev.toolbridge.mcp.tool.delivery.CallKeys;
import dev.toolbridge.mcp.tool.delivery.Proposer;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The tools about a proposed edit of a note. None applies it: a person does, on the review page.
enum EditAction {
    EDIT_NOTE_UI("Propose an edit", "Propose a note's new content; a person decides.", Effect.ADDS) {
        @Override
        ApiAnswer take(Proposer proposer, Arguments arguments) {
            var operation = Json.object().put("op", "patch").put("type", TYPE).put("uid", arguments.required(UID));
            operation.putObject("payload").put("content", arguments.required(NEW_CONTENT));
            return proposer.propose(new Proposer.Order(
                    "Edit note",
                    arguments.text(SUMMARY).filter(text -> !text.isBlank()),
                    List.of(operation),
                    new CallKeys(proposer.caller(), arguments).ofDelivery()));
        }
    },
    APPLY_NOTE_EDIT("What came of an edit", "Link to decide on an edit, or what came of it.", Effect.READS) {
        @Override
        ApiAnswer take(Proposer proposer, Arguments arguments) {
            return proposer.find(arguments.required(EDIT_ID));
        }
    },
    DISCARD_NOTE_EDIT("Discard an edit", "Withdraw a proposed edit.", Effect.CHANGES) {
        @Override
        ApiAnswer take(Proposer proposer, Arguments arguments) {
            return proposer.withdraw(arguments.required(EDIT_ID));
        }
    },
    ACCEPT_NOTE_EDIT_HUNK("Mark a hunk as accepted", "Mark a hunk as accepted.", Effect.CHANGES) {
        @Override
        ApiAnswer take(Proposer proposer, Arguments arguments) {
            return marked(proposer, arguments, TextNode.valueOf("accepted"));
        }
    },
    REJECT_NOTE_EDIT_HUNK("Mark a hunk as rejected", "Mark a hunk as rejected.", Effect.CHANGES) {
        @Override
        ApiAnswer take(Proposer proposer, Arguments arguments) {
            return marked(proposer, arguments, TextNode.valueOf("rejected"));
        }
    },
    REVISE_NOTE_EDIT_HUNK("Revise a hunk", "Put another text in the place of a hunk.", Effect.CHANGES) {
        @Override
        ApiAnswer take(Proposer proposer, Arguments arguments) {
            return marked(proposer, arguments, Json.object().put("revised", arguments.required(REVISED_TEXT)));
        }
    };

    static final String EDIT_ID = "edit_id";

    /// The type whose items the tools edit.
    static final String TYPE = "note";

    private static final String UID = "uid";
    private static final String NEW_CONTENT = "new_content";
    private static final String SUMMARY = "summary";
    private static final String HUNK_ID = "hunk_id";
    private static final String REVISED_TEXT = "revised_text";
    private static final String SUBJECT = "notes";
    private static final String PLAIN = "patch_note";

    private final String title;
    private final String description;
    private final Effect effect;

    EditAction(String title, String description, Effect effect) {
        this.title = title;
        this.description = description;
        this.effect = effect;
    }

    /// Takes the tool's step; a successful answer is the proposal.
    abstract ApiAnswer take(Proposer proposer, Arguments arguments);

    String toolName() {
        return name().toLowerCase(Locale.ROOT);
    }

    ToolEntry entry(ApiClient api) {
        var definition = new ToolDefinition(
                toolName(), title, description, parameters().toList(), Schemas.listOf(EditResult.HUNKS));
        ToolPage page = AppTools.page(AppPage.REVIEW, isForPeople(), PLAIN);
        return new ToolEntry(definition, SUBJECT, Scope.write(SUBJECT), effect, new EditStep(page, this, api));
    }

    /// True if the tool changes a proposal that exists.
    boolean changes() {
        return effect == Effect.CHANGES;
    }

    /// True if the tool changes nothing.
    boolean reads() {
        return effect == Effect.READS;
    }

    private boolean isForPeople() {
        return toolName().endsWith("_hunk");
    }

    private Stream<Parameter> parameters() {
        Stream<Parameter> own =
                switch (this) {
                    case EDIT_NOTE_UI ->
                        Stream.of(
                                Parameter.required(UID, Kind.UID),
                                Parameter.required(NEW_CONTENT, Kind.TEXT),
                                Parameter.optional(SUMMARY, Kind.TEXT));
                    case APPLY_NOTE_EDIT, DISCARD_NOTE_EDIT -> Stream.of(Parameter.required(EDIT_ID, Kind.UID));
                    case ACCEPT_NOTE_EDIT_HUNK, REJECT_NOTE_EDIT_HUNK -> hunk();
                    case REVISE_NOTE_EDIT_HUNK ->
                        Stream.concat(hunk(), Stream.of(Parameter.required(REVISED_TEXT, Kind.TEXT)));
                };
        return Stream.concat(own, Stream.of(UiFormat.PARAMETER));
    }

    private static Stream<Parameter> hunk() {
        return Stream.of(Parameter.required(EDIT_ID, Kind.UID), Parameter.required(HUNK_ID, Kind.TEXT));
    }

    private static ApiAnswer marked(Proposer proposer, Arguments arguments, JsonNode mark) {
        return proposer.mark(arguments.required(EDIT_ID), Json.object().set(arguments.required(HUNK_ID), mark));
    }
}
