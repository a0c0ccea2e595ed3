package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.DevelopmentProvider;
import dev.toolbridge.service.http.FormBrowser;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A server that has a client for people, and the credentials of one person: to work with, to propose with, to approve.
final class ProposalWorld implements AutoCloseable {
    static final String CLIENT = "client-for-people";
    static final String TENANT = "org_a";
    static final String PUBLIC = "http://localhost:1";

    final Workspace workspace = new Workspace();
    final DevelopmentProvider provider;
    final RunningServer server;
    private int users;

    private ProposalWorld(DevelopmentProvider provider, Map<String, String> settings) throws InterruptedException {
        this.provider = provider;
        this.server = RunningServer.with(provider, workspace, settings);
    }

    static ProposalWorld in(Path folder) throws InterruptedException {
        return new ProposalWorld(
                DevelopmentProvider.in(folder),
                Map.of("APPROVAL_CLIENTS", CLIENT, "PUBLIC_URL", "https://api.example"));
    }

    /// With the review page, which is a client that the provider knows. The provider lets the port of this machine be
    /// any.
    static ProposalWorld withPage(Path folder, Map<String, String> more) throws InterruptedException {
        var provider = DevelopmentProvider.in(folder);
        String client = provider.register(PUBLIC + "/review/callback");
        var settings =
                new HashMap<>(Map.of("APPROVAL_CLIENTS", CLIENT, "PUBLIC_URL", PUBLIC, "REVIEW_CLIENT_ID", client));
        settings.putAll(more);
        return new ProposalWorld(provider, settings);
    }

    /// The page of a proposal, after signing in.
    HttpResponse<String> signIn(FormBrowser browser, Person person, JsonNode proposal) {
        var onward = browser.open(wayBack(browser, person, proposal));
        assertThat(onward.statusCode()).as(onward.body()).isEqualTo(200);
        return browser.open(ReviewPageTest.page(proposal));
    }

    /// The path by which the provider sends the person back.
    String wayBack(FormBrowser browser, Person person, JsonNode proposal) {
        var begun = browser.open(ReviewPageTest.page(proposal));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        String back = provider.logIn(begun.headers().firstValue("Location").orElseThrow(), person.email);
        assertThat(back).startsWith(PUBLIC);
        return back.substring(PUBLIC.length());
    }

    /// Another server on the same database.
    RunningServer another() throws InterruptedException {
        return another(Map.of());
    }

    /// The same with these settings.
    RunningServer another(Map<String, String> settings) throws InterruptedException {
        return RunningServer.with(provider, workspace, settings);
    }

    /// A new person of the tenant.
    Person person() {
        users++;
        String email = "person" + users + "@example.com";
        return new Person(email, provider.member(email, TENANT));
    }

    @Override
    public void close() {
        server.close();
        provider.close();
        workspace.close();
    }

    /// One person with several credentials.
    final class Person {
        final String email;
        final String id;
        final String token;
        final String assistant;
        final String approver;

        private Person(String email, String id) {
            this.email = email;
            this.id = id;
            this.token = token(Map.of());
            this.assistant =
                    token(Map.of("client_id", "some-assistant", "scope", "*:read notes:propose tasks:propose"));
            this.approver = token(Map.of(
                    "client_id",
                    CLIENT,
                    "scope",
                    "*:read notes:write notes:delete tasks:write tasks:delete proposals:approve"));
        }

        String token(Map<String, ?> more) {
            var claims = new HashMap<String, Object>(Map.of("aud", RunningServer.AUDIENCE, "org_id", TENANT));
            claims.putAll(more);
            return provider.token(Map.of("sub", id, "claims", claims));
        }

        UUID note(Map<String, ?> payload) {
            var answer = server.post("/v1/notes", token, payload);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return UUID.fromString(RunningServer.json(answer).path("uid").asText());
        }

        JsonNode note(UUID uid) {
            return RunningServer.json(server.get("/v1/notes/" + uid, token)).path("payload");
        }

        void patch(UUID uid, Map<String, ?> payload) {
            var answer = server.send("PATCH /v1/notes/" + uid, token, Optional.of(Json.text(payload)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        JsonNode propose(Object... operations) {
            var answer = tryPropose(assistant, operations);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return RunningServer.json(answer);
        }

        HttpResponse<String> tryPropose(String credential, Object... operations) {
            return server.post(
                    "/v1/proposals",
                    credential,
                    Map.of("title", "Tidy up", "operations", List.of(operations)),
                    "X-TB-Run",
                    "run-7");
        }

        JsonNode proposal(JsonNode proposal) {
            return RunningServer.json(
                    server.get("/v1/proposals/" + proposal.path("id").asText(), token));
        }

        HttpResponse<String> decide(JsonNode proposal, Map<String, ?> marks) {
            return server.send("PUT " + one(proposal) + "/decisions", assistant, Optional.of(Json.text(marks)));
        }

        /// Approves the present state, and accepts all that is not decided.
        HttpResponse<String> approve(JsonNode proposal) {
            return approve(
                    proposal, Map.of("seen", proposal(proposal).path("seen").asText(), "rest", "accepted"));
        }

        HttpResponse<String> approve(JsonNode proposal, Map<String, ?> body) {
            return server.post(one(proposal) + "/approve", approver, body);
        }
    }

    static String one(JsonNode proposal) {
        return "/v1/proposals/" + proposal.path("id").asText();
    }

    static Map<String, Object> patch(UUID uid, Map<String, ?> payload) {
        return Map.of("op", "patch", "type", "note", "uid", uid, "payload", payload);
    }
}
