package dev.toolbridge.tests.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is generated in the documents is up to date; `-Dtoolbridge.update=true` writes it anew, to be reviewed.
class DocumentsTest {
    private static final boolean IS_UPDATE = Boolean.getBoolean("toolbridge.update");
    private static final String API = "docs/api.md";
    private static final String SECURITY = "docs/security.md";
    private static final String CONFIGURATION = "docs/configuration.md";

    @ParameterizedTest
    @MethodSource("blocks")
    void theDocumentSaysWhatIsThere(Block block) {
        String expected = block.content().get();
        if (IS_UPDATE
                && !block.comparable()
                        .apply(block.written())
                        .equals(block.comparable().apply(expected))) {
            block.update(expected);
        }
        assertThat(block.comparable().apply(block.written()))
                .isEqualTo(block.comparable().apply(expected));
    }

    static Stream<Block> blocks() {
        Map<String, String> recorded = new RecordedAnswers().play();
        return Stream.concat(
                Stream.of(
                        Block.of(API, "entity types", ContractTables::entityTypes),
                        Block.of(API, "errors", ContractTables::errors),
                        Block.of(SECURITY, "attacks", AttackTable::text),
                        Block.of("docs/dependencies.md", "vulnerabilities", VulnerabilityTable::text),
                        settings("api", "dev.toolbridge.api.Main"),
                        settings("api", "dev.toolbridge.api.Migrate"),
                        settings("api", "dev.toolbridge.api.Backup"),
                        settings("mcp-sidecar", "dev.toolbridge.mcp.Main"),
                        settings("identity-provider", "dev.toolbridge.identity.Main")),
                RecordedAnswers.names()
                        .map(name -> new Block(API, name, () -> recorded.get(name), RecordedAnswers::comparable)));
    }

    private static Block settings(String module, String mainClass) {
        return Block.of(CONFIGURATION, mainClass, () -> SettingTable.of(module, mainClass));
    }
}
