package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.DomainText;
import dev.toolbridge.launcher.admin.DomainsClient;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives a domain a certificate that somebody has got elsewhere.
@Command(name = "give-certificate", description = "Gives a domain a certificate, in the place of an ordered one.")
final class DomainCertificateCommand implements Runnable {
    private static final int FILE_BYTES_MAX = 32 * 1024;

    @Parameters(index = "0", paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Parameters(index = "1", paramLabel = "NAME", description = "The domain, like notes.acme.com.")
    private String name;

    @Option(
            names = "--chain",
            paramLabel = "FILE",
            required = true,
            description = "The certificate of the domain and then each next issuer's, as PEM.")
    private Path chain;

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "Its private key, as PEM.")
    private Path key;

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        var certificate = Json.object().put("certificate", text(chain)).put("key", text(key));
        JsonNode domain = new DomainsClient(admin.controlPlane(), tenant).give(name, certificate);
        admin.print(domain, () -> DomainText.domain(domain));
    }

    private static String text(Path file) {
        try (var input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new LaunchFailure(
                        "the file " + file + " has more than " + FILE_BYTES_MAX + " bytes, expected PEM");
            }
            return new String(bytes, StandardCharsets.US_ASCII);
        } catch (IOException unread) {
            throw new LaunchFailure("the file " + file + " cannot be read", unread);
        }
    }
}
