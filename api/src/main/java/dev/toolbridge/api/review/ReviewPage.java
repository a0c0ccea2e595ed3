package dev.toolbridge.api.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.proposal.Mark;
import dev.toolbridge.api.proposal.Proposal;
import dev.toolbridge.api.proposal.ProposalState;
import dev.toolbridge.api.proposal.ProposedChange;
import dev.toolbridge.api.proposal.ProposedHunk;
import dev.toolbridge.service.html.Template;
import dev.toolbridge.service.http.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pages that people see: plain HTML that works with a keyboard, a screen reader, and without scripts.
final class ReviewPage {
    private static final String HTML = "text/html; charset=utf-8";
    private static final int OK = 200;
    private static final Template FRAME = Template.named("review/frame");
    private static final Template PROPOSAL = Template.named("review/proposal");
    private static final Template CHANGE = Template.named("review/change");
    private static final Template HUNK = Template.named("review/hunk");
    private static final Template CHOICES = Template.named("review/choices");
    private static final Template MARKED = Template.named("review/marked");
    private static final Template REVISION = Template.named("review/revision");
    private static final Template DECISION = Template.named("review/decision");
    private static final Template ALERT = Template.named("review/alert");
    private static final Template PROBLEM = Template.named("review/problem");
    private static final Template ONWARD = Template.named("review/onward");
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self';" + " frame-ancestors 'none'; base-uri 'none'";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String CHECKED = "checked";

    private ReviewPage() {}

    /// A proposal as a person looks at it.
    ///
    /// @param action the address that the form is sent to
    /// @param mark the mark of the form
    /// @param tenant the tenant that the person acts in
    record Shown(Proposal proposal, String action, String mark, String tenant, String alert) {}

    static Answer proposal(int status, Shown shown) {
        Proposal proposal = shown.proposal();
        boolean isOpen = proposal.state() == ProposalState.OPEN;
        String changes = changes(proposal, isOpen);
        String body = PROPOSAL.filled(Map.of(
                "title", VisibleText.html(proposal.title()),
                "alert", shown.alert().isEmpty() ? "" : ALERT.filled(Map.of("text", shown.alert())),
                "state", state(proposal),
                "reason", proposal.reason().map(VisibleText::html).orElse(""),
                "facts", facts(proposal, shown.tenant()),
                "action", shown.action(),
                "mark", shown.mark(),
                "seen", proposal.seen(),
                "changes", changes,
                "decision", isOpen ? DECISION.filled(Map.of()) : ""));
        return page(status, proposal.title(), body, "");
    }

    static Answer problem(int status, String text) {
        return page(status, "This cannot be shown", PROBLEM.filled(Map.of("text", text)), "");
    }

    /// A page that goes on to another of ours at once, so that the browser comes there from here.
    static Answer onward(String address) {
        String refresh = "<meta http-equiv=\"refresh\" content=\"0;url=" + VisibleText.html(address) + "\">";
        return page(OK, "One moment", ONWARD.filled(Map.of("address", address)), refresh);
    }

    private static Answer page(int status, String title, String body, String head) {
        String html = FRAME.filled(
                Map.of("title", VisibleText.html(title), "style", ReviewStyle.ADDRESS, "head", head, "body", body));
        return Answer.empty(status)
                .with(HTML, html.getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Opener-Policy", "same-origin");
    }

    private static String state(Proposal proposal) {
        return switch (proposal.state()) {
            case OPEN -> "Nothing is done yet. You decide.";
            case APPLIED -> "It is applied.";
            case REJECTED -> "It is rejected; nothing was done.";
            case EXPIRED -> "Its time is over; nothing was done.";
            case WITHDRAWN -> "It is withdrawn; nothing was done.";
        };
    }

    /// The facts that are proved, and those that the proposer only claims.
    private static String facts(Proposal proposal, String tenant) {
        JsonNode by = proposal.by();
        return Stream.of(
                        fact("Workspace", tenant),
                        fact("Proposed by client", by.path("client_id").asText("")),
                        fact("Acting for you", by.path("acting_party").asText("")),
                        fact("With the key", by.path("key_id").asText("")),
                        fact("Says it is", by.path("claimed_client").asText("")),
                        fact("Run (as it says)", by.path("claimed_run").asText("")),
                        fact("Proposed", time(proposal.times().createdAt())),
                        fact("Open until", time(proposal.times().expiresAt())))
                .flatMap(Optional::stream)
                .collect(Collectors.joining());
    }

    private static Optional<String> fact(String name, String value) {
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of("<dt>" + name + "</dt><dd><bdi>" + VisibleText.html(value) + "</bdi></dd>");
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String changes(Proposal proposal, boolean isOpen) {
        var html = new StringBuilder();
        List<List<ProposedHunk>> hunks = proposal.hunks();
        for (int place = 0; place < hunks.size(); place++) {
            ProposedChange change = proposal.changes().get(place);
            String parts = hunks.get(place).stream()
                    .map(hunk -> hunk(hunk, proposal.marks().of(hunk), isOpen))
                    .collect(Collectors.joining());
            html.append(CHANGE.filled(Map.of(
                    "verb", change.verb(),
                    "type", change.type().label(),
                    "title", VisibleText.html(change.title().isEmpty() ? "without a title" : change.title()),
                    "version", change.version() == 0 ? "new" : "version " + change.version(),
                    "gone", change.gone().map(ReviewPage::gone).orElse(""),
                    "hunks", parts)));
        }
        return html.toString();
    }

    private static String gone(String reason) {
        return ALERT.filled(Map.of(
                "text",
                switch (reason) {
                    case "deleted" -> "The item was deleted meanwhile: this can only be left out.";
                    case "missing" -> "The item is no longer there: this can only be left out.";
                    case "exists" -> "An item with this uid is there already: this can only be left out.";
                    default -> "The item is there again: this can only be left out.";
                }));
    }

    private static String hunk(ProposedHunk hunk, Optional<Mark> mark, boolean isOpen) {
        return HUNK.filled(Map.of(
                "place", place(hunk),
                "diff", DiffHtml.of(hunk),
                "marked", mark.map(ReviewPage::marked).orElse(""),
                "choices", isOpen ? choices(hunk, mark) : ""));
    }

    private static String place(ProposedHunk hunk) {
        return switch (hunk.part()) {
            case ProposedHunk.Whole whole -> VisibleText.html(whole.verb()) + ", as a whole";
            case ProposedHunk.Value value -> VisibleText.html(value.field());
            case ProposedHunk.Lines lines ->
                VisibleText.html(lines.field()) + ", line " + lines.hunk().fromLine();
        };
    }

    /// The text of a revision, whole: who marked it was perhaps the assistant, and a form hides some characters.
    private static String marked(Mark mark) {
        return mark instanceof Mark.Revised revised
                ? MARKED.filled(Map.of("lines", DiffHtml.ofNew(revised.text())))
                : "";
    }

    private static String choices(ProposedHunk hunk, Optional<Mark> mark) {
        var values = new HashMap<>(Map.of("id", hunk.id(), "accepted", "", "rejected", "", "revised", "", "open", ""));
        String text = hunk.proposedText();
        if (mark.isPresent()) {
            switch (mark.get()) {
                case Mark.Accepted _ -> values.put("accepted", CHECKED);
                case Mark.Rejected _ -> values.put("rejected", CHECKED);
                case Mark.Revised revised
                when !VisibleText.hasHidden(revised.text()) -> {
                    values.put("revised", CHECKED);
                    values.put("open", "open");
                    text = revised.text();
                }
                case Mark.Revised _ -> values.put("open", "open");
            }
        }
        values.put("text", VisibleText.hasHidden(text) ? "" : text);
        values.put("revision", hunk.isRevisable() ? REVISION.filled(values) : "");
        return CHOICES.filled(values);
    }
}
