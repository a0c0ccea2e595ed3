package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

/// The login page of the development identity provider, and a person who uses it by keyboard alone.
///
/// @param browser the browser that shows it
record LoginPage(Browser browser) {
    private static final int PHONE_WIDTH = 360;
    private static final int PHONE_HEIGHT = 740;

    /// The least height that a thumb hits reliably, in CSS pixels.
    private static final int TARGET_HEIGHT_MIN = 44;

    private static final String LEAST_HEIGHT = "Math.min(...[...document.querySelectorAll('input, button')]"
            + ".map(element => element.getBoundingClientRect().height))";
    private static final String WIDTHS_OF_INPUTS = "new Set([...document.querySelectorAll('input')]"
            + ".map(element => element.getBoundingClientRect().width)).size";

    /// Reads the page, types, and waits until the browser is back at the client.
    void logIn(String name, String secret) {
        saysWhoAsks();
        fitsAPhone();
        browser.awaitFocus("email");
        browser.type(name);
        browser.press("Tab");
        mistypes();
        browser.type(secret);
        browser.picture("login-filled");
        browser.press("Enter");
        browser.awaitText("You can close this window");
    }

    /// The page says the mistake, and the person types only the secret again.
    private void mistypes() {
        browser.awaitFocus("secret");
        browser.type("not the secret");
        browser.press("Enter");
        browser.awaitText("That is not this workspace's secret.");
        browser.awaitFocus("secret");
        browser.picture("login-mistyped");
    }

    private void saysWhoAsks() {
        browser.picture("login");
        assertThat(browser.text()).contains("The official client asks to act for you", "sent to 127.0.0.1:");
    }

    private void fitsAPhone() {
        browser.resize(PHONE_WIDTH, PHONE_HEIGHT);
        browser.picture("login-phone");
        assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .isEqualTo(PHONE_WIDTH);
        assertThat(browser.value(LEAST_HEIGHT).asDouble()).isGreaterThanOrEqualTo(TARGET_HEIGHT_MIN);
        assertThat(browser.value(WIDTHS_OF_INPUTS).asInt()).isEqualTo(1);
    }
}
