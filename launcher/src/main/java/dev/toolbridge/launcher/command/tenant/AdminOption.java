package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.ControlPlane;
import dev.toolbridge.launcher.option.PlatformAccess;
import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.run.Terminal;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The control plane that a command talks to, and the form of the answer.
final class AdminOption {
    static final String JSON = "--json";

    private static final Setting<String> URL = Setting.text("TENANTS_URL", "The address of the control plane.");
    private static final Setting<Secret> KEY = Setting.secret("TOOLBRIDGE_OPERATOR_KEY", "The key of an operator.");

    @Option(
            names = "--url",
            paramLabel = "ADDRESS",
            description = "Address of the control plane; else TENANTS_URL, else that of the platform on this machine.")
    private String url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "File with an operator's key; else TOOLBRIDGE_OPERATOR_KEY or TOOLBRIDGE_OPERATOR_KEY_FILE. The"
                            + " platform on this machine needs none.")
    private String keyFile;

    @Mixin
    private WorkspaceOption data;

    @Option(names = JSON, description = "Answer in JSON.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /// The folder of the platform on this machine.
    Workspace workspace() {
        return data.workspace(WorkspaceKind.PLATFORM);
    }

    /// Prints an answer: itself, or as people read it.
    void print(JsonNode answer, Supplier<String> text) {
        Terminal.say(json ? Json.text(answer) : text.get());
    }

    /// @throws LaunchFailure if there is none, or no key for it
    ControlPlane controlPlane() {
        try {
            Settings settings = settings();
            Optional<Secret> key = settings.find(KEY);
            Optional<String> address = Optional.ofNullable(url).or(() -> settings.find(URL));
            if (address.isPresent()) {
                return new ControlPlane(
                        URI.create(address.get()),
                        key.orElseThrow(() -> new LaunchFailure("there is no key for the control plane at "
                                + address.get() + ": set TOOLBRIDGE_OPERATOR_KEY_FILE or --key-file")));
            }
            PlatformAccess platform = platform();
            return key.map(given -> new ControlPlane(platform.address(), given)).orElseGet(platform::controlPlane);
        } catch (SettingError | IllegalArgumentException wrong) {
            throw new LaunchFailure(wrong.getMessage(), wrong);
        }
    }

    private PlatformAccess platform() {
        return PlatformAccess.find(workspace())
                .orElseThrow(() -> new LaunchFailure("no platform of tenants runs in "
                        + workspace().folder() + ": start it with `up --tenants`, or name a control plane with --url or"
                        + " TENANTS_URL"));
    }

    private Settings settings() {
        var values = new HashMap<>(System.getenv());
        Optional.ofNullable(keyFile).ifPresent(file -> {
            values.remove(KEY.key());
            values.put(KEY.key() + "_FILE", file);
        });
        return new Settings(values);
    }
}
