package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.Map;

/// The members of a project: shown, invited, given another role, removed.
public final class MemberPages {
    private static final PageTemplate MEMBERS = new PageTemplate("members");
    private static final PageTemplate INVITATION = new PageTemplate("invitation");
    private static final String SECTION = "members";
    private static final String PROJECTS = "projects";
    private static final String ROLE = "role";
    private static final String PATH = "/console/members";
    private static final int OK = 200;

    private MemberPages() {}

    public static Answer list(Visit visit) {
        JsonNode project = ProjectPages.of(visit);
        JsonNode members = visit.read(ApiRequest.get("v1", PROJECTS, name(visit), SECTION));
        return MEMBERS.page(
                OK,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("nav.members"), SECTION),
                        ROLE,
                        project.path(ROLE).asText(),
                        "members",
                        members.path("members"),
                        "done",
                        visit.asked("done").orElse("")));
    }

    public static Answer change(Visit visit) {
        var _ = visit.read(
                member(visit, "PATCH").json(Map.of(ROLE, visit.form().find(ROLE).orElse(""))));
        return Visit.to(visit.at(PATH) + "?done=saved");
    }

    /// Removes a member; who removes oneself has left the project.
    public static Answer remove(Visit visit) {
        var _ = visit.read(member(visit, "DELETE"));
        boolean isLeaving = visit.form().find("leave").isPresent();
        return Visit.to(isLeaving ? "/console/projects?done=left" : visit.at(PATH) + "?done=removed");
    }

    /// Makes an invitation, whose code only this page shows.
    public static Answer invite(Visit visit) {
        FormText form = visit.form();
        var order = Json.object().put(ROLE, form.find(ROLE).orElse(""));
        form.find("email")
                .map(String::strip)
                .filter(email -> !email.isEmpty())
                .ifPresent(email -> order.put("email", email));
        JsonNode made = visit.read(ApiRequest.of("POST", "v1", PROJECTS, name(visit), "invitations")
                .json(order));
        return INVITATION.page(
                OK, Map.of("frame", visit.frame(visit.words().of("invitation.title"), SECTION), "invitation", made));
    }

    private static ApiRequest member(Visit visit, String method) {
        return ApiRequest.of(
                method, "v1", PROJECTS, name(visit), SECTION, visit.request().parameter("user"));
    }

    private static String name(Visit visit) {
        return visit.project().orElseThrow();
    }
}
