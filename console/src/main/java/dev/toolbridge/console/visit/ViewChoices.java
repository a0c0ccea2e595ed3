package dev.toolbridge.console.visit;

import dev.toolbridge.console.text.PageWords;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Request;
import java.util.List;

/// The choices of a person about the form of pages, which the browser keeps.
///
/// @param language the language; empty: as the browser says
/// @param scheme `light`, `dark`, or empty: as the system says
/// @param hasShortcuts false when single keys do nothing
public record ViewChoices(String language, String scheme, boolean hasShortcuts) {
    public static final List<String> SCHEMES = List.of("", "light", "dark");
    public static final String COOKIE = "tb_console_view";
    private static final String OFF = "off";
    private static final int PARTS = 3;

    /// Reads the cookie; what is not understood counts as no choice.
    static ViewChoices of(Cookies cookies, Request request) {
        return cookies.find(request, COOKIE).map(ViewChoices::read).orElse(new ViewChoices("", "", true));
    }

    private static ViewChoices read(String text) {
        String[] parts = text.split("\\.", PARTS);
        return parts.length == PARTS ? of(parts[0], parts[1], !parts[2].equals(OFF)) : new ViewChoices("", "", true);
    }

    /// The choices, without those that there are not.
    public static ViewChoices of(String language, String scheme, boolean hasShortcuts) {
        return new ViewChoices(
                PageWords.languages().contains(language) ? language : "",
                SCHEMES.contains(scheme) ? scheme : "",
                hasShortcuts);
    }

    /// The value of the cookie.
    public String text() {
        return language + "." + scheme + "." + (hasShortcuts ? "on" : OFF);
    }

    PageWords words(Request request) {
        return language.isEmpty()
                ? PageWords.preferred(request.listHeader("Accept-Language").orElse(""))
                : PageWords.in(language);
    }
}
