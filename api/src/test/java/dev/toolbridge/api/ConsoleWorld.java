package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.access.DevelopmentProvider;
import dev.toolbridge.service.http.FormBrowser;
import java.nio.file.Path;
import java.util.Map;

/// A server with the console, which is a client that the provider knows.
final class ConsoleWorld implements AutoCloseable {
    static final String PUBLIC = "http://localhost:1";

    final Workspace workspace = new Workspace();
    final DevelopmentProvider provider;
    final RunningServer server;
    private int people;

    private ConsoleWorld(DevelopmentProvider provider, String client, String keys) throws InterruptedException {
        this.provider = provider;
        this.server = RunningServer.with(
                provider,
                workspace,
                Map.of(
                        "PUBLIC_URL",
                        PUBLIC,
                        "CONSOLE_CLIENT_ID",
                        client,
                        "TOOLBRIDGE_MASTER_KEY_FILE",
                        keys,
                        "WEBHOOK_ALLOWED_HOSTS",
                        "127.0.0.1"));
    }

    static ConsoleWorld in(Path folder) throws InterruptedException {
        var provider = DevelopmentProvider.in(folder);
        return new ConsoleWorld(
                provider,
                provider.register(PUBLIC + "/console/callback"),
                MasterLines.file(folder, MasterLines.fresh()));
    }

    /// A person of these tenants.
    final class Person {
        final String email;
        private final String id;
        private final String tenant;

        private Person(String email, String id, String tenant) {
            this.email = email;
            this.id = id;
            this.tenant = tenant;
        }

        /// A token of an assistant of the person.
        String token() {
            return provider.token(Map.of(
                    "sub",
                    id,
                    "claims",
                    Map.of("aud", RunningServer.AUDIENCE, "org_id", tenant, "client_id", "assistant")));
        }
    }

    Person person(String... tenants) {
        people++;
        String email = "console" + people + "@example.com";
        return new Person(email, provider.member(email, tenants), tenants[0]);
    }

    Person administrator(String tenant) {
        people++;
        String email = "console" + people + "@example.com";
        return new Person(email, provider.administrator(email, tenant), tenant);
    }

    String issuer() {
        return provider.address();
    }

    FormBrowser browser() {
        return new FormBrowser(server.address());
    }

    /// Signs in until the first page has come.
    void signIn(FormBrowser browser, Person person) {
        arrive(browser, person);
        String next = "/console";
        for (int step = 0; step < 3; step++) {
            var page = browser.open(next);
            if (page.statusCode() == 200) {
                return;
            }
            next = page.headers().firstValue("Location").orElseThrow();
        }
        assertThat(browser.open(next).statusCode()).isEqualTo(200);
    }

    /// Comes back from the provider.
    void arrive(FormBrowser browser, Person person) {
        var arrived = browser.open(wayBack(browser, person, "/console"));
        assertThat(arrived.statusCode()).as(arrived.body()).isEqualTo(303);
    }

    /// The path by which the provider sends the person back.
    String wayBack(FormBrowser browser, Person person, String page) {
        var begun = browser.open(page);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        String back = provider.logIn(begun.headers().firstValue("Location").orElseThrow(), person.email, person.tenant);
        assertThat(back).startsWith(PUBLIC);
        return back.substring(PUBLIC.length());
    }

    @Override
    public void close() {
        server.close();
        provider.close();
        workspace.close();
    }
}
