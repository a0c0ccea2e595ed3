package dev.toolbridge.tenants.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Names that tenants bring: each is read or refused, with the reason.
final class DomainNameTest {

    @Test
    void readsNamesInAllTheirForms() {
        Map<String, String> names = Map.of(
                "notes.acme.example", "notes.acme.example",
                "NOTES.Acme.Example.", "notes.acme.example",
                "acme.co.uk", "acme.co.uk",
                "bücher.example", "xn--bcher-kva.example",
                "xn--bcher-kva.example", "xn--bcher-kva.example",
                "straße.de", "xn--strae-oqa.de",
                "мойсайт.рф", "xn--80arbjktj.xn--p1ai");
        names.forEach((text, name) ->
                assertThat(DomainName.read(text)).isEqualTo(new DomainName.Reading.Good(new DomainName(name))));
    }

    @Test
    void hasRoomForTheLongestName() {
        assertThat(DomainName.read(ofLength(253))).isInstanceOf(DomainName.Reading.Good.class);
        assertThat(fault(ofLength(254))).contains("253 characters at most");
        assertThat(DomainName.read("a".repeat(63) + ".example")).isInstanceOf(DomainName.Reading.Good.class);
        assertThat(fault("a".repeat(64) + ".example")).contains("at most 63");
    }

    @Test
    void refusesAddresses() {
        for (String text : List.of("192.0.2.1", "1.2.3", "0x7f.1", "[::1]", "2001:db8::1")) {
            assertThat(fault(text)).as(text).isNotEmpty();
        }
        assertThat(fault("https://acme.example")).contains("a domain alone");
        assertThat(fault("acme.example:443")).contains("a domain alone");
        assertThat(fault("a%41.example")).contains("a domain alone");
    }

    @Test
    void refusesNamesThatNobodyCanOwn() {
        for (String text : List.of("com", "co.uk", "github.io", "рф", "example")) {
            assertThat(fault(text)).as(text).contains("public suffix");
        }
        assertThat(fault("printer.local")).contains("public DNS");
        assertThat(fault("acme.localhost")).contains("public DNS");
        assertThat(fault("*.acme.example")).contains("one name");
    }

    @Test
    void refusesWhatIsNoName() {
        for (String text : List.of(
                "",
                " ",
                "a b.example",
                "a\nb.example",
                "-a.example",
                "a-.example",
                "a_b.example",
                "a..example",
                ".example",
                "xn--zzzzzz.example",
                "a\u0000.example",
                "\u200b.example")) {
            assertThat(fault(text)).as(text).isNotEmpty();
        }
    }

    @Test
    void refusesMixedScripts() {
        assertThat(fault("аpple.example")).contains("mix scripts");
        assertThat(fault("xn--pple-43d.example")).contains("mix scripts");
    }

    private static String fault(String text) {
        return ((DomainName.Reading.Bad) DomainName.read(text)).fault();
    }

    private static String ofLength(int length) {
        String end = ".example";
        var name = new StringBuilder();
        while (name.length() + 64 + end.length() <= length) {
            name.append("a".repeat(63)).append('.');
        }
        return name + "a".repeat(length - name.length() - end.length()) + end;
    }
}
