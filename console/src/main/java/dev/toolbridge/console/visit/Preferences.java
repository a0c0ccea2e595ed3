package dev.toolbridge.console.visit;

import dev.toolbridge.console.text.Words;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.html.Cookies;
import java.util.List;

/// The choices of a person about the form of pages, which the browser keeps.
///
/// @param language the language; empty: as the browser says
/// @param scheme `light`, `dark`, or empty: as the system says
/// @param hasShortcuts false when single keys do nothing
public record Preferences(String language, String scheme, boolean hasShortcuts) {
    public static final List<String> SCHEMES = List.of("", "light", "dark");
    public static final String COOKIE = "tb_console_view";
    private static final String OFF = "off";
    private static final int PARTS = 3;

    /// Reads the cookie; what is not understood counts as no choice.
    static Preferences of(Cookies cookies, Request request) {
        return cookies.find(request, COOKIE).map(Preferences::read).orElse(new Preferences("", "", true));
    }

    private static Preferences read(String text) {
        String[] parts = text.split("\\.", PARTS);
        return parts.length == PARTS
                ? of(parts[0], parts[1], !parts[2].equals(OFF))
                : new Preferences("", "", true);
    }

    /// The choices, without those that there are not.
    public static Preferences of(String language, String scheme, boolean hasShortcuts) {
        return new Preferences(
                Words.languages().contains(language) ? language : "",
                SCHEMES.contains(scheme) ? scheme : "",
                hasShortcuts);
    }

    /// The value of the cookie.
    public String text() {
        return language + "." + scheme + "." + (hasShortcuts ? "on" : OFF);
    }

    Words words(Request request) {
        return language.isEmpty()
                ? Words.preferred(request.listHeader("Accept-Language").orElse(""))
                : Words.in(language);
    }
}
