package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.http.FormBrowser;
import java.net.http.HttpResponse;
import java.util.Map;

/// A browser as far as the pages of operators need one: it keeps cookies, and says where its forms come from.
final class OperatorBrowser implements AutoCloseable {
    private final FormBrowser browser;
    private final String base;

    /// @param server the address that the server listens on
    /// @param base the address by which the browser knows it
    OperatorBrowser(String server, String base) {
        this.browser = new FormBrowser(server);
        this.base = base;
    }

    Map<String, String> cookies() {
        return browser.cookies;
    }

    HttpResponse<String> open(String path, String... headers) {
        return browser.open(path, headers);
    }

    /// Sends a form as a page of the server does.
    HttpResponse<String> submit(String path, Map<String, String> fields) {
        return browser.submit(path, fields, "Origin", base);
    }

    /// Sends a form as a page of another place does.
    HttpResponse<String> submitFrom(String origin, String path) {
        return browser.submit(path, Map.of(), "Origin", origin);
    }

    /// Signs in until the page is shown.
    void signIn(String email, String page) {
        String back = wayBack(email, page);
        assertThat(open(back).headers().firstValue("Location")).contains(page);
    }

    /// The path by which the identity provider sends the person back.
    String wayBack(String email, String page) {
        var begun = open(page);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        String provider = begun.headers().firstValue("Location").orElseThrow();
        String back;
        try (var other = new FormBrowser("")) {
            var loggedIn = other.submit(provider, Map.of("email", email, "secret", OperatorPlatform.SECRET));
            back = loggedIn.headers().firstValue("Location").orElseThrow();
        }
        assertThat(back).startsWith(base);
        return back.substring(base.length());
    }

    @Override
    public void close() {
        browser.close();
    }
}
