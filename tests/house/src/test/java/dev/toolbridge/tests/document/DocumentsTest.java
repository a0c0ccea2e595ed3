package dev.toolbridge.tests.document;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables of the documents are made from the code.
class DocumentsTest {
    private static final String API = "docs/api.md";
    private static final String CONFIGURATION = "docs/configuration.md";

    @ParameterizedTest
    @MethodSource("blocks")
    void theDocumentSaysWhatIsThere(Block block) {
        block.verify();
    }

    static Stream<Block> blocks() {
        return Stream.of(
                Block.of(API, "entity types", ContractTables::entityTypes),
                Block.of(API, "errors", ContractTables::errors),
                Block.of("docs/dependencies.md", "vulnerabilities", VulnerabilityTable::text),
                settings("api", "dev.toolbridge.api.Main"),
                settings("api", "dev.toolbridge.api.Migrate"),
                settings("api", "dev.toolbridge.api.Backup"),
                settings("mcp-sidecar", "dev.toolbridge.mcp.Main"),
                settings("identity-provider", "dev.toolbridge.identity.Main"),
                settings("tenants", "dev.toolbridge.tenants.members.MembersMain"),
                listed("dev.toolbridge.tenants.Main"),
                listed("dev.toolbridge.tenants.Migrate"),
                listed("dev.toolbridge.tenants.PrepareCluster"),
                listed("dev.toolbridge.tenants.GrantOperator"),
                listed("dev.toolbridge.tenants.VerifyAudit"),
                listed("dev.toolbridge.tenants.Rewrap"));
    }

    private static Block settings(String module, String mainClass) {
        return Block.of(CONFIGURATION, mainClass, () -> SettingTable.of(module, mainClass));
    }

    private static Block listed(String mainClass) {
        return Block.of(CONFIGURATION, mainClass, () -> SettingTable.listed("tenants", mainClass));
    }
}
