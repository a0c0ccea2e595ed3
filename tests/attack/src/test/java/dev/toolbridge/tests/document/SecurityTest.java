package dev.toolbridge.tests.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.attack.AttackKind;
import dev.toolbridge.tests.attack.AttackKinds;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The threat model names a test for each threat, and each named test exists.
class SecurityTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Attacks|Scenarios)(?:\\.\\w+)?)`");
    private static final Pattern THREAT = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| ([^|]*) \\|$");
    private static final String DOCUMENT = Checkout.text(Checkout.file("docs/security.md"));

    private final TestSources sources = TestSources.read();

    @Test
    void theTableOfAttacksIsUpToDate() {
        Block.of("docs/security.md", "attacks", AttackTable::text).verify();
    }

    @Test
    void everyTestThatItNamesIsThere() {
        var named =
                TEST.matcher(DOCUMENT).results().map(found -> found.group(1)).toList();
        assertThat(named)
                .hasSizeGreaterThan(64)
                .allSatisfy(name -> assertThat(sources.has(name)).as(name).isTrue());
    }

    @Test
    void everyThreatNamesATest() {
        String threats = DOCUMENT.substring(DOCUMENT.indexOf("## Threats"), DOCUMENT.indexOf("## What is left"));
        var rows = THREAT.matcher(threats)
                .results()
                .filter(row -> !row.group(1).matches("threat|---"))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(row.group(3)).as(row.group(1)).containsPattern(TEST));
    }

    @Test
    void everyKindOfAttackIsTried() {
        assertThat(AttackKinds.ALL.stream().map(AttackKind::number))
                .isEqualTo(IntStream.rangeClosed(1, 64).boxed().toList());
        for (AttackKind kind : AttackKinds.ALL) {
            List<String> proofs = AttackTable.proofs(kind, sources).toList();
            assertThat(proofs).as(kind.attack()).isNotEmpty();
            assertThat(kind.elsewhere())
                    .allSatisfy(name -> assertThat(sources.has(name)).as(name).isTrue());
        }
    }
}
