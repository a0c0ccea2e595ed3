package dev.toolbridge.api.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.access.Seats;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Shows, changes, invites and removes the members of projects.
public final class MemberRoutes {
    private static final String ALL = ProjectAccess.PATH + "/members";
    private static final String ONE = ALL + "/{user}";
    private static final Duration INVITATION_LIFE = Duration.ofDays(7);
    private static final int CODE_BYTES = 24;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,500}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Members members;
    private final ProjectAccess access;
    private final Projects projects;
    private final InstantSource clock;

    public MemberRoutes(Members members, Projects projects, Seats seats, InstantSource clock) {
        this.members = members;
        this.projects = projects;
        this.access = new ProjectAccess(seats);
        this.clock = clock;
    }

    public List<RouteLine<Caller>> routes() {
        Input role = Inputs.ACCOUNT_CHANGE.body(ProjectSchemas.ROLE);
        Input invitation = Inputs.ACCOUNT_CHANGE.body(ProjectSchemas.INVITATION);
        Input code = Inputs.ACCOUNT_CHANGE.body(ProjectSchemas.JOIN);
        Output list = Output.of(200, "The members, in the order of their numbers.", ProjectSchemas.MEMBERS);
        Output member = Output.of(200, "The member.", ProjectSchemas.MEMBER);
        Output invited = Output.of(201, "The code, which is shown this once.", ProjectSchemas.CODE);
        Output joined = Output.of(200, "The project.", ProjectSchemas.SHOWN);
        Output removed = Output.empty(204, "The member reaches the project no more.");
        String own = ProjectAccess.PATH + "/ownership";
        String invite = ProjectAccess.PATH + "/invitations";
        String join = "/v1/projects/join";
        return List.of(
                new RouteLine<>("GET", ALL, "show_members", Scope.PROJECTS_READ, Inputs.ACCOUNT, list, this::list),
                new RouteLine<>("PATCH", ONE, "change_member", Scope.PROJECTS_ADMIN, role, member, this::change),
                new RouteLine<>("DELETE", ONE, "remove_member", Scope.OWN, Inputs.ACCOUNT, removed, this::remove),
                new RouteLine<>(
                        "POST", own, "own_project", Scope.TENANT_ADMIN, Inputs.ACCOUNT_CHANGE, member, this::own),
                new RouteLine<>("POST", invite, "invite", Scope.PROJECTS_ADMIN, invitation, invited, this::invite),
                new RouteLine<>("POST", join, "join_project", Scope.OWN, code, joined, this::join));
    }

    private Answer list(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, Scope.PROJECTS_READ);
        var body = Json.object();
        var list = body.putArray("members");
        members.list(inside, inside.space().id()).forEach(member -> list.add(json(member)));
        return Answer.json(200, body);
    }

    private Answer change(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = access.inside(caller, request, Scope.PROJECTS_ADMIN);
        BodyFields body = BodyFields.of(request, ProjectSchemas.all().get(ProjectSchemas.ROLE));
        return Answer.json(200, json(members.change(inside, user(request), role(body))));
    }

    /// Everybody may leave; others are removed by those who decide about members.
    private Answer remove(Caller caller, Request request) {
        UUID user = user(request);
        boolean isLeaving = user.equals(caller.user());
        members.remove(access.inside(caller, request, isLeaving ? Scope.PROJECTS_READ : Scope.PROJECTS_ADMIN), user);
        return Answer.empty(204);
    }

    /// Administrators of the tenant need not be members.
    private Answer own(Caller caller, Request request) {
        ProjectRoutes.refuseKey(caller);
        UUID id = UidForm.read(request.parameter(ProjectAccess.PLACEHOLDER)).orElseThrow(ProjectAccess::missing);
        return Answer.json(200, json(members.own(caller, id)));
    }

    private Answer invite(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = access.inside(caller, request, Scope.PROJECTS_ADMIN);
        BodyFields body = BodyFields.of(request, ProjectSchemas.all().get(ProjectSchemas.INVITATION));
        String code = code();
        Instant expiresAt = clock.instant().plus(INVITATION_LIFE);
        Optional<String> email = body.findText("email", MemberRoutes::isEmail, "an e-mail address");
        var invitation =
                new Members.Invitation(UidForm.fresh(clock.instant()), hash(code), role(body), email, expiresAt);
        members.invite(inside, invitation);
        var json = Json.object()
                .put("id", invitation.id().toString())
                .put("code", code)
                .put("role", invitation.role().wireName())
                .put("expiresAt", Times.rfc3339(expiresAt.toEpochMilli()));
        email.ifPresent(address -> json.put("email", address));
        return Answer.json(201, json).header("Cache-Control", "no-store");
    }

    private Answer join(Caller caller, Request request) {
        ProjectRoutes.refuseKey(caller);
        Scopes.require(caller, Scope.PROJECTS_READ);
        if (caller.proof().keyId().isPresent()) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "a key joins no project; its user does");
        }
        BodyFields body = BodyFields.of(request, ProjectSchemas.all().get(ProjectSchemas.JOIN));
        String code = body.text("code", text -> CODE.matcher(text).matches(), "the code of an invitation");
        Optional<String> name = body.findText("name", ProjectBody::isName, "a name of up to 200 characters");
        UUID project = members.join(caller, hash(code), name);
        return Answer.json(
                200, ProjectRoutes.json(projects.find(caller, project).orElseThrow(ProjectAccess::missing)));
    }

    private static SpaceRole role(BodyFields body) {
        String expected = "one of " + String.join(", ", SpaceRole.names());
        return SpaceRole.named(body.text("role", SpaceRole.names()::contains, expected))
                .orElseThrow();
    }

    private static boolean isEmail(String text) {
        return text.length() <= ProjectSchemas.EMAIL_LENGTH_MAX
                && EMAIL.matcher(text).matches();
    }

    private static UUID user(Request request) {
        return UidForm.read(request.parameter("user"))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no such member"));
    }

    private static String code() {
        var bytes = new byte[CODE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String code) {
        return Digest.sha256(code.getBytes(StandardCharsets.US_ASCII));
    }

    private static ObjectNode json(Member member) {
        var json = Json.object()
                .put("id", member.user().toString())
                .put("number", member.number())
                .put("role", member.role().wireName())
                .put("subject", member.subject());
        member.name().ifPresent(name -> json.put("name", name));
        member.email().ifPresent(email -> json.put("email", email));
        return json.put("joinedAt", Times.rfc3339(member.joinedAt().toEpochMilli()));
    }
}
